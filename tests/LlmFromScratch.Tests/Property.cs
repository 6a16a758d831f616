using FsCheck;
using FsCheck.Fluent;

namespace LlmFromScratch.Tests;

/// <summary>Checks that something holds for many made-up cases, the same ones in every run.</summary>
internal static class Property
{
    public static void Holds<T>(Gen<T> cases, Action<T> check, int count = 300) =>
        Prop.ForAll(cases.ToArbitrary(), check).Check(Config.QuickThrowOnFailure.WithMaxTest(count).WithReplay(20_261_121, 7));

    /// <summary>Strings of anything: letters, marks, emoji and their joiners, Chinese, white space, controls, halves of surrogate pairs.</summary>
    public static Gen<string> AnyText { get; } = Gen.OneOf(
        Gen.Elements("a", "b", "Z", "7", "é", "e\u0301", "'", "’", "-", ".", ",", "!", "(", " ", "  ", "\t", "\n", "\r\n", "\r", "\0", "\u00A0", "\u3000"),
        Gen.Elements("我", "吃", "苹果", "𠀀", "々", "か", "한", "ไทย", "ש", "می\u200Cخواهم", "👩‍👩‍👧‍👦", "👍🏽", "🇫🇷", "\u200D", "\uFE0F", "\uFEFF", "１", "。", "𝒳"),
        Gen.Choose(0, 0xFFFF).Select(code => ((char)code).ToString()),
        Gen.Choose(0xD7FE, 0xE001).Select(code => ((char)code).ToString()))
        .ListOf().Select(string.Concat);

    /// <summary>Distributions over 1 to 8 outcomes, some of them impossible.</summary>
    public static Gen<double[]> Weights { get; } = Gen.Choose(1, 8).SelectMany(count => WeightsOf(count));

    public static Gen<double[]> WeightsOf(int count) =>
        Gen.Choose(0, 20).ArrayOf(count).Where(weights => weights.Any(w => w > 0)).Select(weights => Array.ConvertAll(weights, w => w * w * 0.37));
}
