"""What Prometheus scrapes: `samples.py` reads it from what the processes of the machine answer, `catalogue.py` says
what each metric is, `exposition.py` writes it, and `scraping.py` decides who may have it.
"""
