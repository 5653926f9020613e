"""The analysts' pages and what they ask for, behind the scope `logs`."""
