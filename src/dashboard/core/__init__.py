"""What everyone may import: values without input, output or framework."""
