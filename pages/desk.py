"""The coding desk: articles come in, people mark and judge statements, positions go out."""

from hustings.ui.desk import door

if door.is_open():
    door.enter()
