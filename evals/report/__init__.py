"""A run as one page that opens offline, as JUnit, and as JSON.

write.py         the entrance: from a run's folder to the three files
judged.py        a run with its points and figures; two of them with what differs
content.py       everything that the page shows, as plain data
summary.py       figures by stage, what must hold, what was left out
compared.py      what changed against a baseline
charts.py        which charts; latency_charts.py: of times; chart_specs.py, drawing.py: how drawn
conversation.py  one trial; turn.py, wishes.py, wording.py, expected.py, shelf.py: what is in it
trials.py        whether a trial passed, and why not
recordings.py    sounds: embedded, beside or left out, with their outline
causes.py        what lost each spoken trial
stamp.py         what the run was made with
junit.py         what a CI server shows
page.py          data, style and script in one file; modules.py joins the scripts
"""
