"""How a term is recognised in running text: letters, spellings, index, edges, damage."""
