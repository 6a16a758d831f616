namespace LlmFromScratch.Notebooks;
