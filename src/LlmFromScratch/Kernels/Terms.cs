using System.Runtime.CompilerServices;

namespace LlmFromScratch.Kernels;

/// <summary>x[i]</summary>
internal unsafe struct Number : ITerm
{
    public float* X;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint i) where T : unmanaged, ILanes<T> => T.Load(X + i);
}

/// <summary>x[i] · y[i]; the square if both are the same.</summary>
internal unsafe struct Product : ITerm
{
    public float* X, Y;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T At<T>(nint i) where T : unmanaged, ILanes<T> => T.Load(X + i) * T.Load(Y + i);
}

/// <summary>y[i] += scale · x[i]</summary>
internal unsafe struct AddScaled : IStep
{
    public float* X, Y;
    public float Scale;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void At<T>(nint i) where T : unmanaged, ILanes<T> => T.Fma(T.Of(Scale), T.Load(X + i), T.Load(Y + i)).Store(Y + i);
}

/// <summary>x[i] *= by</summary>
internal unsafe struct Scaling : IStep
{
    public float* X;
    public float By;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public readonly void At<T>(nint i) where T : unmanaged, ILanes<T> => (T.Load(X + i) * T.Of(By)).Store(X + i);
}
