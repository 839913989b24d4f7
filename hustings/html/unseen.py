"""Style of what nobody sees and screen readers read aloud: headings, statuses, tables of charts."""

#: declarations of CSS, for a `style` attribute or a rule
UNSEEN = (
    "position:absolute;width:1px;height:1px;margin:0;padding:0;overflow:hidden;clip-path:inset(50%)"
)
