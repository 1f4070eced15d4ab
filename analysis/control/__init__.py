"""Who controls and who owns: majority control, look-through ownership and the state ladder over integer columns."""
