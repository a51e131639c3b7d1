"""What a desk makes of findings: waivers that set some aside, and the difference from an earlier audit."""
