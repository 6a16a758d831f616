namespace LlmFromScratch.Interactive;
