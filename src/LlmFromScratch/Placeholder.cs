namespace LlmFromScratch;
