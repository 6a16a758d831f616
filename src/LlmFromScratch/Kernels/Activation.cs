namespace LlmFromScratch.Kernels;

/// <summary>The functions between the layers of a network.</summary>
public enum Activation
{
    /// <summary>x where it is positive, else 0; exact. V. Nair and G. Hinton, "Rectified Linear Units" (2010).</summary>
    Relu,

    /// <summary>eˣ, within 1.1 ulp.</summary>
    Exp,

    /// <summary>tanh x, within 2.2 ulp.</summary>
    Tanh,

    /// <summary>1 / (1 + e⁻ˣ), within 3 ulp.</summary>
    Sigmoid,

    /// <summary>x · sigmoid(x), within 4 ulp. S. Elfwing, E. Uchibe and K. Doya, "Sigmoid-Weighted Linear Units" (2017).</summary>
    Silu,

    /// <summary>x · P(Z ≤ x) with a standard normal Z, the exact form, within 6 ulp. D. Hendrycks and K. Gimpel, "Gaussian Error Linear Units" (2016).</summary>
    Gelu,

    /// <summary>½x (1 + tanh(√(2/π) (x + 0.044715 x³))), the form that GPT-2 uses; same source. Within 6e-7 of |x|, relative to 1 + |x|.</summary>
    GeluTanh,

    /// <summary>The square of x where it is positive, else 0; rounded once. D. So and others, "Primer: Searching for Efficient Transformers for Language Modeling" (2021).</summary>
    SquaredRelu,
}
