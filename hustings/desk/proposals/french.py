"""French: who says what."""

from hustings.desk.proposals.lexicon import Lexicon, any_of, words_of

FRENCH = Lexicon(
    code="fr",
    common=words_of(
        "le la les des une et est que qui dans pour pas sur au aux du selon avec ce cette il elle"
    ),
    verbs=any_of(
        "dit, disent, disait, dites, déclare, déclaré, déclarait, affirme, affirmé, affirment, "
        "affirmait, explique, expliqué, expliquent, expliquait, estime, estimé, estiment, "
        "estimait, "
        "ajoute, ajouté, ajoutait, souligne, souligné, soulignait, assure, assuré, assurait, "
        "rappelle, "
        "rappelé, rappelait, précise, précisé, précisait, regrette, regretté, regrettait, "
        "prévient, "
        "prévenu, prévenait, répond, répondu, répondait, répondent, demande, demandé, demandait, "
        "demandent, lance, lancé, lançait, martèle, martelé, insiste, insisté, insistait, conclut, "
        "conclu, confie, confié, confiait, indique, indiqué, indiquait, raconte, raconté, "
        "racontait, "
        "juge, jugé, jugent, jugeait, plaide, plaidé, plaidait, promet, promis, promettait, "
        "réclame, "
        "réclamé, réclament, écrit, écrivait, écrivent, annonce, annoncé, annonçait, avertit, "
        "averti, "
        "soutient, soutenu, soutenait, dénonce, dénoncé, dénoncent, dénonçait, inquiète, inquiété, "
        "indigne, indigné, exclame, exclamé, interroge, interrogé, poursuit, poursuivi, "
        "poursuivait, "
        "renchérit, renchéri, note, noté, notait, reconnaît, reconnu, admet, admis, constate, "
        "constaté, résume, résumé, ironise, ironisé, tranche, tranché, glisse, glissé, soupire, "
        "soupiré, sourit, réplique, répliqué, rétorque, rétorqué, objecte, objecté, observe, "
        "observé, "
        "remarque, remarqué, considère, considéré, pense, pensent, pensait, crie, crié, murmure, "
        "qualifie, qualifié, qualifiait, parle, parlé, évoque, évoqué, critique, critiqué, salue, "
        "salué, félicite, félicité, félicitait, confirme, confirmé, propose, proposé, exige, "
        "exigé, "
        "tonne, peste, fulmine, grince, commente, commenté, reprend, repris, détaille, détaillé, "
        "témoigne, témoigné, s'emporte, s'étonne, étonné, croit, jure, juré, plaisante, plaisanté, "
        "traite, traité, proteste, protesté, nuance, nuancé, enchaîne, prédit, prévoit, résumait, "
        "souffle, soufflé, clame, clamé, fait savoir, fait valoir, accuse, accusé, défend, "
        "appelle, "
        "appelé, prie, supplie, alerte, alerté, lit-on, complète, complété, argumente, argué, argue"
    ),
    auxiliaries=any_of(
        "a, ont, avait, avaient, a-t-il, a-t-elle, ont-ils, ont-elles, a-t-on, n'a, se, s', "
        "est, sont, "
        "lui, leur, nous, aussi, ensuite, encore, pourtant, également, même, d'abord, toutefois, "
        "notamment, simplement, en, l', y, s'est, s'était, s'en, déjà, toujours, lui-même, "
        "elle-même, "
        "par ailleurs, immédiatement, aussitôt, alors, fermement, sèchement, clairement, ainsi, "
        "quant à"
    ),
    sources=any_of(
        "selon, d'après, d’après, de l'avis de, de l’avis de, aux yeux de, aux dires de, "
        "comme le dit, comme l'explique, comme l’explique, à en croire"
    ),
    pronouns="il|elle|ils|elles|on|celui-ci|celle-ci|ce dernier|cette dernière",
    articles=any_of(
        "le, la, les, l', l’, un, une, des, son, sa, ses, leur, leurs, ce, cette, ces, plusieurs, "
        "certains, notre, d'autres, quelques"
    ),
    honorifics=r"M\.|MM\.|Mme|Mmes|Mlle|Dr|Me|Monsieur|Madame|Maître",
    roles=any_of(
        "président, présidente, ministre, maire, mairesse, capitaine, sénateur, sénatrice, "
        "professeur, "
        "professeure, directeur, directrice, secrétaire, commissaire, juge, préfet, préfète, "
        "député, "
        "députée, porte-parole, général, ingénieur, ingénieure, ambassadeur, ambassadrice, évêque, "
        "chef, cheffe, chercheur, chercheuse, économiste, historien, historienne, adjoint, "
        "adjointe, "
        "conseiller, conseillère, pêcheur, pêcheuse, docker, patron, patronne, avocat, avocate, "
        "médecin, biologiste, responsable, délégué, déléguée, syndicaliste, militant, militante, "
        "boulanger, boulangère, trésorier, trésorière, enseignant, enseignante, agriculteur, "
        "agricultrice, infirmier, infirmière, étudiant, étudiante, habitant, habitante, géographe"
    ),
    organisations=any_of(
        "Conseil, Ministère, Syndicat, Association, Autorité, Agence, Comité, Parti, Université, "
        "Institut, Groupe, Banque, Cour, Commission, Fédération, Fondation, Société, Office, "
        "Organisation, Alliance, Ligue, Réseau, Parlement, Assemblée, Sénat, Chambre, Compagnie, "
        "Collectif, Union, Confédération, Observatoire, Coopérative, Collège, Mairie, Préfecture, "
        "Port, Armement, Courrier, Journal, Gazette, Front, Mouvement, Centre, Régie, Lycée, "
        "Hôpital"
    ),
    particles=r"de|du|des|d'|d’|la|le|van|von|ben|el|al|di|da",
    never_names=words_of(
        """Le La Les L Un Une Des Et Mais Ou Or Donc Ni Car Si Quand Lorsque Comme À
        A Au Aux En Dans Sur
Sous Par Pour Avec Sans Chez Après Avant Depuis Pendant Selon Il Elle Ils Elles On Nous Vous Je
        Son Sa Ses Leur Leurs Ce Cet Cette Ces Celui Celle Qui Que Quoi Où Ici Là Alors Aussi Encore
        Même Seul Tous Toutes Tout Toute Plusieurs Certains Hier Aujourd Demain Pourtant Cependant
Toutefois Lundi Mardi Mercredi Jeudi Vendredi Samedi Dimanche Janvier Février Mars Avril Mai
        Juin
        Juillet Août Septembre Octobre Novembre Décembre Personne Rien Puis Ensuite Enfin Interrogé
Interrogée Face Contre Entre Devant Derrière D Du De Nord Sud Est Ouest Saint Sainte Pas Plus
Moins Très Trop Déjà Jamais Toujours Deux Trois Quatre Cinq Six Dix Reste Faut Notre Votre Mon
        Ma
        Mes Parmi Malgré Voilà Voici Quant Ainsi Bref Certes Oui Non Côté Réunis Réunie Faute"""
    ),
    not_speech=(
        r"(?:soi-disant|prétendue?s?|dite?s?|surnommée?s?|baptisée?s?|intitulée?s?|appelée?s?"
        r"|nommée?s?|"
        r"(?:le|la|les|l['’]|un|une|son|sa|ce|cette|leur|du|au|nouveau|nouvelle|premier|dernier)\s?"
        r"(?:\w+\s)?(?:terme|mot|expression|film|livre|roman|rapport|étude|chanson|pièce"
        r"|exposition|série|"
        r"émission|projet|slogan|titre|album|tableau|poème|opération|programme|concept"
        r"|documentaire|"
        r"podcast|brochure|revue|notion|label|devise|ferry|navire|bateau|café|restaurant|festival|"
        r"essai|article|atelier|colloque|campagne|plan|dispositif|nom|formule|spectacle|tract|"
        r"chalutier|bar|groupe|association|collectif)s?)\s*,?$"
    ),
    calling=(
        r"(?:qualifi\w+\s(?:\S+\s){0,8}(?:de|d['’])\s?(?:une?\s)?|parl\w+\sd(?:e"
        r"|['’])\s?(?:une?\s)?|"
        r"dénonc\w+\s(?:une?\s|le\s|la\s|les\s|des\s)?|évoqu\w+\s(?:une?\s|le\s|la\s|les\s|des\s)?|"
        r"trait\w+\s(?:\S+\s){0,6}(?:de|d['’])\s?|jug\w+\s(?:\S+\s){0,5}|"
        r"estim\w+\s(?:\S+\s){0,5}|salu\w+\s(?:une?\s|le\s|la\s)?|regrett\w+\s(?:une?\s|le\s"
        r"|la\s)?|"
        r"(?:assur|affirm|expliqu|dit|dis|prévien|répèt|reconna)\w*\s(?:\S+\s){1,8}"
        r"(?:est|sont|était|étaient|serait|seraient|a été|sera|seront)\s|"
        r"critiqu\w+\s(?:une?\s|le\s|la\s|les\s)?)$"
    ),
    that=r"que\b|qu['’]",
    holding=(r"\s*(?:Pour|Aux yeux de|Quant à)\s(?=(?:elle|lui|eux|elles|l[ea]s?|Mme)\b|[A-ZÀ-Þ])"),
    before_places="à|en|dans|près de|de|vers|depuis|au large de",
)
