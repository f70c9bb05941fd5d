-- Each country has a turn, also one in which nobody lives: it is no reason why a country could not get another partition.
COMMENT ON TABLE retention_turn IS 'made anew';
