using System.Text;
using System.Text.Json.Nodes;
using LlmFromScratch.Formats;
using LlmFromScratch.Tokens;

namespace LlmFromScratch.Tests.Formats;

public class TokenizerJsonTests
{
    private static readonly string[] s_text =
    [
        "I like to eat an apple.", "I like to eat a banana.", "Listen to your heart.", "我喜欢吃苹果。", "我喜欢吃香蕉。", "听你的心。", "the then that this there", "12 1212 121212",
    ];

    private static byte[] Written(BytePairTokenizer tokenizer)
    {
        using var stream = new MemoryStream();
        tokenizer.Save(stream);
        return stream.ToArray();
    }

    private static JsonObject Json(BytePairTokenizer tokenizer) => JsonNode.Parse(Written(tokenizer))!.AsObject();

    private static BytePairTokenizer Read(JsonNode json) => TokenizerJson.Load(Encoding.UTF8.GetBytes(json.ToJsonString()));

    private static string Refused(byte[] file) => Assert.Throws<InvalidDataException>(() => TokenizerJson.Load(file)).Message;

    private static string Refused(Action<JsonObject> change)
    {
        JsonObject json = Json(SmallVocabulary.Tokenizer);
        change(json);
        return Refused(Encoding.UTF8.GetBytes(json.ToJsonString()));
    }

    [Theory]
    [InlineData(256)]
    [InlineData(280)]
    [InlineData(320)]
    public void SaveAndLoad_TrainedTokenizer_IsTheSame(int size)
    {
        using var folder = new TemporaryFolder();
        var tokenizer = new BytePairTokenizer(BytePairTrainer.Train(s_text, size + 2, special: ["<|endoftext|>", "<|é你|>"]));
        tokenizer.Save(folder.File("model/tokenizer.json"));
        BytePairTokenizer loaded = TokenizerJson.Load(folder.File("model/tokenizer.json"));
        SmallVocabulary.AssertIsEqual(tokenizer.BytePairs, loaded.BytePairs);
        Assert.IsType<Gpt2Splitter>(loaded.Splitter);
        Assert.Equal(Written(tokenizer), Written(loaded));
        Assert.All(s_text, line => Assert.Equal(tokenizer.Encode(line), loaded.Encode(line)));
    }

    [Fact]
    public void Save_SmallTokenizer_IsAsHuggingFaceHasIt()
    {
        byte[] file = Written(SmallVocabulary.Tokenizer);
        Assert.False(file.AsSpan().StartsWith(Encoding.UTF8.Preamble));
        Assert.DoesNotContain((byte)'\r', file);
        string text = Encoding.UTF8.GetString(file);
        Assert.Contains("\"Ġthe\": 258,\n", text); // as itself, not escaped
        Assert.EndsWith("}\n", text);

        JsonObject json = Json(SmallVocabulary.Tokenizer);
        Assert.Equal("BPE", (string?)json["model"]!["type"]);
        Assert.Equal(SmallVocabulary.Tokens().ToJsonString(), json["model"]!["vocab"]!.ToJsonString());
        Assert.Equal(["h e", "Ġ t", "Ġt he"], json["model"]!["merges"]!.AsArray().Select(merge => (string)merge!));
        Assert.Equal("ByteLevel", (string?)json["pre_tokenizer"]!["type"]);
        Assert.Equal("ByteLevel", (string?)json["decoder"]!["type"]);
        JsonNode special = Assert.Single(json["added_tokens"]!.AsArray())!;
        Assert.Equal((259, "<|endoftext|>", true), ((int)special["id"]!, (string)special["content"]!, (bool)special["special"]!));
    }

    [Fact]
    public void Load_OtherHabits_AreUnderstood()
    {
        AssertIsSmall(_ => { });
        AssertIsSmall(json => json["model"]!["merges"] = new JsonArray(new JsonArray("h", "e"), new JsonArray("Ġ", "t"), new JsonArray("Ġt", "he"))); // since 0.20
        AssertIsSmall(json => json["model"]!.AsObject().Remove("type")); // the first files
        AssertIsSmall(json => json["model"]!["continuing_subword_prefix"] = "");
        AssertIsSmall(json => json["model"]!["dropout"] = 0.0);
        AssertIsSmall(json => json["model"]!["unk_token"] = "<|endoftext|>"); // never used
        AssertIsSmall(json => json["model"]!["vocab"]!.AsObject().Remove("<|endoftext|>")); // special tokens among the added ones only
        AssertIsSmall(json => json["added_tokens"]![0]!["normalized"] = true);
        AssertIsSmall(json => json["pre_tokenizer"]!.AsObject().Remove("use_regex"));
        AssertIsSmall(json => json["post_processor"] = JsonNode.Parse("{\"type\": \"ByteLevel\", \"add_prefix_space\": true, \"trim_offsets\": false}")); // as GPT-2's
        AssertIsSmall(json => json["decoder"]!["add_prefix_space"] = true);
        AssertIsSmall(json => json.Remove("version"));
        AssertIsSmall(json => json["something_new"] = null);
        BytePairTokenizer plain = Read(With(json => json.Remove("added_tokens"))); // then it is a token of these bytes
        Assert.Empty(plain.BytePairs.Special);
        Assert.Equal("<|endoftext|>", plain.Decode([259]));

        static JsonObject With(Action<JsonObject> change)
        {
            JsonObject json = Json(SmallVocabulary.Tokenizer);
            change(json);
            return json;
        }

        static void AssertIsSmall(Action<JsonObject> change) => SmallVocabulary.AssertIsEqual(SmallVocabulary.Tokenizer.BytePairs, Read(With(change)).BytePairs);
    }

    [Fact]
    public void SaveAndLoad_SplitterAtSpaces_IsASplitBeforeTheBytes()
    {
        var tokenizer = new BytePairTokenizer(BytePairTrainer.Train(s_text, 300, new SpaceSplitter()), new SpaceSplitter());
        JsonObject json = Json(tokenizer);
        Assert.Equal(@"\s*\S+|\s+", (string?)json["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"]);
        Assert.IsType<SpaceSplitter>(Read(json).Splitter);
        SmallVocabulary.AssertIsEqual(tokenizer.BytePairs, Read(json).BytePairs);

        // GPT-2's own pattern may stand there too; what else does is refused.
        json["pre_tokenizer"]!["pretokenizers"]![0]!["pattern"]!["Regex"] = @"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+";
        Assert.IsType<Gpt2Splitter>(Read(json).Splitter);
        RefusedSplit("got \"\\p{N}{1,3}\"", steps => steps[0]!["pattern"]!["Regex"] = @"\p{N}{1,3}");
        RefusedSplit("to have a pattern", steps => steps[0]!["pattern"] = JsonNode.Parse("{\"String\": \" \"}"));
        RefusedSplit("to have a pattern", steps => steps[0]!.AsObject().Remove("pattern"));
        RefusedSplit("the pattern of the Split to be a string, got 7", steps => steps[0]!["pattern"]!["Regex"] = 7);
        RefusedSplit("expected the behavior Isolated of the Split, got \"Removed\"", steps => steps[0]!["behavior"] = "Removed");
        RefusedSplit("the Split has \"invert\"", steps => steps[0]!["invert"] = true);
        RefusedSplit("expected the pre_tokenizer ByteLevel, got Sequence", steps => steps.RemoveAt(1));
        RefusedSplit("expected the pre_tokenizer ByteLevel, got Sequence", steps => steps.Add(steps[1]!.DeepClone()));
        RefusedSplit("expected the pre_tokenizer ByteLevel, got Digits", steps => steps[1]!["type"] = "Digits");
        RefusedSplit("to cut twice is not read here", steps => steps[1]!["use_regex"] = true);
        RefusedSplit("add_prefix_space", steps => steps[1]!["add_prefix_space"] = true);

        void RefusedSplit(string message, Action<JsonArray> change)
        {
            JsonObject changed = Json(tokenizer);
            change(changed["pre_tokenizer"]!["pretokenizers"]!.AsArray());
            Assert.Contains(message, Refused(Encoding.UTF8.GetBytes(changed.ToJsonString())));
        }
    }

    [Theory]
    [InlineData("normalizer", "{\"type\": \"NFC\"}", "tokenizer.json has \"normalizer\": \"NFC\"")]
    [InlineData("normalizer", "{\"type\": \"Sequence\", \"normalizers\": []}", "\"Sequence\"")]
    [InlineData("truncation", "{\"max_length\": 512}", "\"truncation\"")]
    [InlineData("padding", "{\"strategy\": \"BatchLongest\"}", "\"padding\"")]
    [InlineData("version", "\"2.0\"", "expected version \"1.0\" of tokenizer.json, got \"2.0\"")]
    [InlineData("version", "1.0", "expected the version to be a string, got 1.0")]
    [InlineData("something_new", "true", "\"something_new\": true")]
    [InlineData("pre_tokenizer", "null", "expected the pre_tokenizer ByteLevel, got none")]
    [InlineData("pre_tokenizer", "{\"type\": \"Metaspace\", \"replacement\": \"▁\"}", "got Metaspace")]
    [InlineData("pre_tokenizer", "{\"type\": \"Whitespace\"}", "got Whitespace")]
    [InlineData("pre_tokenizer", "{\"type\": \"Sequence\", \"pretokenizers\": []}", "got Sequence")]
    [InlineData("pre_tokenizer", "\"ByteLevel\"", "expected the pre_tokenizer to be an object with a type, got \"ByteLevel\"")]
    [InlineData("pre_tokenizer", "{\"type\": \"ByteLevel\", \"add_prefix_space\": true}", "add_prefix_space")]
    [InlineData("pre_tokenizer", "{\"type\": \"ByteLevel\"}", "add_prefix_space")]
    [InlineData("pre_tokenizer", "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"use_regex\": false}", "use_regex true, which is GPT-2's pattern, got false")]
    [InlineData("pre_tokenizer", "{\"type\": \"ByteLevel\", \"add_prefix_space\": false, \"pattern\": \"x\"}", "the pre_tokenizer has \"pattern\": \"x\"")]
    [InlineData("post_processor", "{\"type\": \"TemplateProcessing\"}", "expected the post_processor to put <s> before a text or to do nothing")]
    [InlineData("decoder", "null", "expected the decoder ByteLevel, got none")]
    [InlineData("decoder", "{\"type\": \"Metaspace\"}", "got Metaspace")]
    [InlineData("decoder", "{\"type\": 7}", "expected the type of the decoder to be a string, got 7")]
    [InlineData("model", "null", "expected tokenizer.json to have a \"model\", got none")]
    [InlineData("model", "[]", "expected the model to be an object, got a list")]
    [InlineData("model", "{\"type\": \"Unigram\", \"vocab\": []}", "got the model Unigram")]
    [InlineData("model", "{\"type\": \"WordPiece\", \"vocab\": {}}", "got the model WordPiece")]
    [InlineData("model", "{\"vocab\": {}}", "got the model of no type")]
    [InlineData("added_tokens", "{}", "expected the added_tokens to be a list, got an object")]
    [InlineData("added_tokens", "[7]", "expected an added token to be an object with an id and a content, got 7")]
    [InlineData("added_tokens", "[{\"id\": 259}]", "with an id and a content")]
    public void Load_OtherFeature_IsRefusedByName(string step, string value, string message) =>
        Assert.Contains(message, Refused(json => json[step] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("dropout", "0.1", "the model has \"dropout\": 0.1")]
    [InlineData("byte_fallback", "true", "\"byte_fallback\"")]
    [InlineData("ignore_merges", "true", "\"ignore_merges\"")]
    [InlineData("end_of_word_suffix", "\"</w>\"", "\"end_of_word_suffix\": \"</w>\"")]
    [InlineData("continuing_subword_prefix", "\"##\"", "\"continuing_subword_prefix\"")]
    [InlineData("max_input_chars_per_word", "100", "\"max_input_chars_per_word\"")]
    [InlineData("type", "7", "expected the type of the model to be a string, got 7")]
    [InlineData("vocab", "[]", "expected the model to have a vocab, {\"token\": id, …}, got a list")]
    [InlineData("vocab", "{}", "is not in the vocabulary")]
    [InlineData("vocab", "{\"a\": -5}", "got -5")]
    [InlineData("vocab", "{\"a\": 99999999999999999999}", "got 99999999999999999999")]
    [InlineData("merges", "{}", "expected the model to have merges, a list, got an object")]
    [InlineData("merges", "null", "expected the model to have merges, a list, got null")]
    [InlineData("merges", "[\"h e\", \"h\"]", "expected merge 2 to be \"a b\" or [\"a\", \"b\"], got \"h\"")]
    [InlineData("merges", "[\"h e t\"]", "got \"h e t\"")]
    [InlineData("merges", "[\"he\"]", "got \"he\"")]
    [InlineData("merges", "[[\"h\", \"e\", \"t\"]]", "got a list")]
    [InlineData("merges", "[[\"h\", 7]]", "expected the second token of merge 1 to be a string, got 7")]
    [InlineData("merges", "[[\"h\", \"\"]]", "expected merge 1")]
    [InlineData("merges", "[7]", "got 7")]
    [InlineData("merges", "[\"h 你\"]", "merge 1: its second token, \"你\", is not in the vocabulary")]
    [InlineData("merges", "[\"x y\"]", "merge 1: its result, \"xy\", is not in the vocabulary")]
    [InlineData("merges", "[\"h e\", [\"h\", \"e\"]]", "merge 2: the merge \"h\" + \"e\" is there already, at merge 1")]
    public void Load_BadModel_SaysWhatIsWrong(string property, string value, string message) =>
        Assert.Contains(message, Refused(json => json["model"]![property] = JsonNode.Parse(value)));

    [Theory]
    [InlineData("single_word", "true", "the added token \"<|endoftext|>\" has \"single_word\"")]
    [InlineData("lstrip", "true", "\"lstrip\"")]
    [InlineData("rstrip", "true", "\"rstrip\"")]
    [InlineData("special", "false", "to be special, got special false")]
    [InlineData("special", "null", "to be special")]
    [InlineData("id", "258", "id 258 is given twice, to \"<|endoftext|>\" and to \"Ġthe\"")]
    [InlineData("id", "-1", "got -1")]
    [InlineData("id", "2000000000", "has two ids")]
    [InlineData("content", "\"other\"", "id 259 is given twice, to \"other\" and to \"<|endoftext|>\"")]
    [InlineData("content", "\"\"", "to have a name, got none")]
    [InlineData("content", "7", "expected the content of an added token to be a string, got 7")]
    public void Load_BadAddedToken_SaysWhatIsWrong(string property, string value, string message) =>
        Assert.Contains(message, Refused(json => json["added_tokens"]![0]![property] = JsonNode.Parse(value)));

    [Fact]
    public void Load_AddedTokenTwice_IsRefused() => Assert.Contains("is listed twice", Refused(json => json["added_tokens"]!.AsArray().Add(json["added_tokens"]![0]!.DeepClone())));

    [Fact]
    public void Load_GapInTheIds_IsRefused()
    {
        Assert.Contains("got none with id 259 (the largest is 300)", Refused(json =>
        {
            json["model"]!["vocab"]!["<|endoftext|>"] = 300;
            json["added_tokens"]![0]!["id"] = 300;
        }));
        Assert.Contains("for the 260 tokens, got none with id 97", Refused(json => json["model"]!["vocab"]!["a"] = 2_000_000_000)); // and nothing is allocated for it
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("{}")]
    [InlineData("{\"model\": {}, \"model\": {}}")]
    [InlineData("{\"\\ud800\": 1}")]
    [InlineData("{\"version\": \"\\udc00\"}")]
    [InlineData("#version: 0.2\nh e\n")]
    [InlineData("// comment\n{}")]
    [InlineData("{\"model\": {\"type\": \"BPE\"},}")]
    public void Load_OtherText_IsRefused(string text) => Refused(Encoding.UTF8.GetBytes(text));

    [Fact]
    public void Load_CutShortAnywhere_IsRefused()
    {
        byte[] file = Written(SmallVocabulary.Tokenizer);
        for (int length = 0; length < file.Length - 1; length++) // only the last line end may be missing
            Refused(file[..length]);
        TokenizerJson.Load(file.AsMemory(0, file.Length - 1));
    }

    [Fact]
    public void Load_DeepOrInvalid_IsRefused()
    {
        Assert.Contains("expected JSON", Refused(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"model\":", 1_000_000)))));
        Assert.Contains("UTF-8", Refused([.. "{\"version\": \""u8, 0xED, 0xA0, 0x80, .. "\"}"u8]));
        Assert.InRange(Refused(json => json["model"]!["merges"]![0] = new string('x', 1_000_000)).Length, 1, 300);
    }

    [Fact]
    public void Load_MutatedFiles_AreReadOrRefused() => Mutate(300);

    [Fact]
    [Trait("Category", "Long")]
    public void Load_ManyMutatedFiles_AreReadOrRefused() => Mutate(20_000);

    /// <summary>Changes a good file at random: it must either be a tokenizer that loses nothing, or be refused as <see cref="InvalidDataException"/>.</summary>
    private static void Mutate(int times)
    {
        byte[] good = Written(SmallVocabulary.Tokenizer);
        string[] inserts = ["\"", "\\", "\\ud800", "{", "}", "[", "]", ",", ":", "null", "true", "0", "9", "-", "e9", "Ġ", "\u00FF", "\0", "\n", " "];
        var random = new SeededRandom(1, "tokenizer.json");
        int read = 0;
        for (int i = 0; i < times; i++)
        {
            var bytes = good.ToList();
            for (int changes = 1 + random.NextInt(2); changes > 0; changes--)
            {
                int at = random.NextInt(bytes.Count);
                if (random.NextInt(2) == 0)
                    bytes.RemoveRange(at, Math.Min(bytes.Count - at, 1 + random.NextInt(4)));
                else
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(inserts[random.NextInt(inserts.Length)]));
            }
            try
            {
                BytePairTokenizer tokenizer = TokenizerJson.Load(bytes.ToArray());
                Assert.Equal("hé the 你", tokenizer.Decode(tokenizer.Encode("hé the 你")));
                read++;
            }
            catch (InvalidDataException)
            {
            }
        }
        Assert.InRange(read, 1, times - 1);
    }

    [Fact]
    public void Load_Path_IsInTheMessage()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tokenizer.json", "hello"u8);
        Assert.StartsWith(path + ": expected JSON", Assert.Throws<InvalidDataException>(() => TokenizerJson.Load(path)).Message, StringComparison.Ordinal);
        Assert.Throws<FileNotFoundException>(() => TokenizerJson.Load(folder.File("none.json")));
    }

    [Fact]
    public void Save_WhatTheFormatCannotSay_IsRefusedAndTheFileStays()
    {
        using var folder = new TemporaryFolder();
        string path = folder.Write("tokenizer.json", "before"u8);
        Refused(new(BytePairVocabulary.Bytes, new CharacterSplitter()), "splitter \"characters\"");
        Refused(new(BytePairVocabulary.FromMerges([], "a")), "tokens 97 and 256 would both be written \"a\"");
        Refused(new(BytePairVocabulary.FromMerges([('a', 'b'), ('b', 'c'), (256, 'c'), ('a', 257)])), "tokens 258 and 259 would both be written \"abc\"");
        Refused(new(BytePairVocabulary.FromMerges([], "\uD800")), "special tokens with a name");
        Assert.Equal("before", File.ReadAllText(path));

        void Refused(BytePairTokenizer tokenizer, string message) =>
            Assert.Contains(message, Assert.ThrowsAny<ArgumentException>(() => tokenizer.Save(path)).Message);
    }
}
