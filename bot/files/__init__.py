"""Plans, rules and payouts as files: text on one side, plain values of the domain on the other."""
