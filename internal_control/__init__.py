"""Risks, control plan, findings and improvement actions."""
