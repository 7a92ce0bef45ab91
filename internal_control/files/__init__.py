"""The register of risks, controls and actions goes out and comes in by one workbook of three sheets."""
