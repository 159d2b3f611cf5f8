"""Example records: invented per recipient, with sums and counts equal to the printed ones. All are `synthetic`."""
