"""Tiny data made by hand: a table of statements, and frames as the engine gives them."""

import pandas as pd

#: two axes, three actors, four statements, one of them read by two coders
FEW = """\
statement_id,date,actor,actor_type,country,speaker,quote,event,source_title,url,axis,stance,coder
s1,2024-01-01,Ann,union,FRA,Ann Lee,More trams,Fair,Paper,https://a.example/1,Transport,-1,A
s1,2024-01-01,Ann,union,FRA,Ann Lee,More trams,Fair,Paper,https://a.example/1,Transport,-0.5,B
s1,2024-01-01,Ann,union,FRA,Ann Lee,More trams,Fair,Paper,https://a.example/1,Tax,0.5,A
s2,2024-03-01,Ann,union,FRA,,Égalité first,,Paper,https://a.example/2,Transport,0.25,A
s3,2024-02-01,Bob,firm,DEU,,Fewer taxes,Fair,Daily,https://b.example/1,Tax,-1,A
s4,,Cid,firm,DEU,,Roads now,,,,Transport,1,A
"""
AXES = """\
axis,name,low,high,low_means,high_means,low_noun,high_noun
Transport,Rail vs. road,Rail,Road,more trains,more roads,rail,roads
Tax,Lower vs. higher taxes,Cut,Raise,,,lower taxes,higher taxes
"""


def cells_of(*rows: tuple[str, str, list[float]]) -> pd.DataFrame:
    """Undated cells as the engine gives them, from (group, axis, stances)."""
    days = dict.fromkeys(
        ("first", "last", "low_first", "low_last", "high_first", "high_last"), pd.NaT
    )
    return pd.DataFrame(
        [
            {
                "group": group,
                "axis": axis,
                "n": len(x),
                "total": sum(x),
                "squares": sum(v * v for v in x),
                **days,
                "undated": len(x),
                "low_n": sum(v <= -0.25 for v in x),
                "high_n": sum(v >= 0.25 for v in x),
            }
            for group, axis, x in rows
        ]
    )
