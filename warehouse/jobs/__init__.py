"""Which postings are of one job: signs of each, links between alike ones, groups without contradiction."""
