using System.Globalization;
using System.Runtime.CompilerServices;
using LlmFromScratch.Kernels;

namespace LlmFromScratch.Autograd;

/// <summary>
/// An array of float32 numbers with up to four dimensions that remembers how it was computed, so that <see cref="Backward()"/> finds the
/// gradient of a loss with respect to every tensor in it. The same idea as <see cref="Value"/>, with one node for a whole array.
/// </summary>
/// <remarks>
/// The numbers are an ordinary array, row-major: the last dimension's are next to each other. Each operation stands in one method, with its
/// gradient beside it, in the other parts of this class. Where shapes differ, they are broadcast as in NumPy.
/// A tensor is for one thread at a time.
/// </remarks>
public sealed partial class Tensor
{
    private static long s_passes; // tells the marks of one walk through a graph from those of another

    private readonly Storage _storage;
    private readonly int[] _shape;
    private Tensor[] _inputs = [];
    private int[] _versions = []; // of the inputs, and at the end its own, when it was computed
    private Action? _backward;
    private Storage? _gradient;
    private bool _gradientIsUnset; // any numbers stand in its array, and it counts as zeros
    private Tensor? _grad; // the gradient's numbers as a tensor, when somebody asks for it
    private bool _released;
    private long _mark;

    /// <summary>A tensor of given numbers.</summary>
    /// <param name="data">The numbers, row by row. The array is used, not copied.</param>
    /// <param name="shape">The length of each dimension, 1 or more; none for a single number.</param>
    /// <exception cref="ArgumentException">The shape needs another number of numbers.</exception>
    public Tensor(float[] data, params int[] shape) : this(new Storage(data), [.. shape])
    {
        ArgumentNullException.ThrowIfNull(data);
        if (Shapes.Count(shape) != data.Length)
            throw new ArgumentException($"expected {Shapes.Count(shape)} numbers for the shape {Shapes.Text(shape)}, got {data.Length}", nameof(data));
    }

    private Tensor(Storage storage, int[] shape) => (_storage, _shape) = (storage, shape);

    /// <summary>A tensor full of one number.</summary>
    public static Tensor Full(float number, params int[] shape)
    {
        var data = new float[Shapes.Count(shape)];
        Array.Fill(data, number);
        return new Tensor(data, shape);
    }

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(params int[] shape) => new(new float[Shapes.Count(shape)], shape);

    /// <summary>A single number; its shape is empty.</summary>
    public static implicit operator Tensor(float number) => new([number]);

    /// <summary>The length of each dimension; empty for a single number.</summary>
    public IReadOnlyList<int> Shape => _shape;

    /// <summary>The number of dimensions, 0 to 4.</summary>
    public int Rank => _shape.Length;

    /// <summary>The number of elements.</summary>
    public int Count => _storage.Data.Length;

    /// <summary>A name for messages and drawings; may be empty.</summary>
    public string Label { get; set; } = "";

    /// <summary>What computed it, such as "matmul"; empty for a leaf.</summary>
    public string Operation { get; private init; } = "";

    /// <summary>The tensors that it was computed from, until a backward pass has used them; none if no gradient is wanted.</summary>
    public IReadOnlyList<Tensor> Inputs => _inputs;

    /// <summary>Is a gradient wanted? Set it for the weights; what is computed from them has it too.</summary>
    public bool RequiresGrad { get; init; }

    /// <summary>
    /// The gradient of what <see cref="Backward()"/> was called on, of the same shape; null before. It adds up until <see cref="ZeroGrad"/>.
    /// In the step of a <see cref="TensorPool"/> only leaves, such as weights, keep theirs.
    /// </summary>
    public Tensor? Grad
    {
        get
        {
            if (_gradient is null)
                return null;
            _ = GradientData;
            return _grad ??= new Tensor(_gradient, _shape);
        }
    }

    /// <summary>The numbers, row by row. To change them, use <see cref="Edit"/>.</summary>
    public ReadOnlySpan<float> Data => _storage.Data;

    /// <summary>One number.</summary>
    /// <param name="at">Its place in each dimension.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    [IndexerName("Element")]
    public float this[params ReadOnlySpan<int> at]
    {
        get => _storage.Data[Offset(at)];
        set
        {
            int offset = Offset(at); // before the change is counted
            Edit()[offset] = value;
        }
    }

    /// <summary>The numbers, to be changed in place, as an optimizer does. A graph that still needs the old ones refuses to go backward.</summary>
    /// <remarks>Ask anew before each change: whoever keeps a copy of the numbers, as a network does that generates text, knows of a change by this call alone.</remarks>
    public Span<float> Edit()
    {
        _storage.Version++;
        return _storage.Data;
    }

    /// <summary>The number of a tensor that has only one.</summary>
    /// <exception cref="InvalidOperationException">It has more.</exception>
    public float Item() => Count == 1 ? _storage.Data[0]
        : throw new InvalidOperationException($"expected a tensor with a single number, got {this}");

    /// <summary>The same numbers without their history: a constant for what is computed from it. The array is shared.</summary>
    public Tensor Detach() => new(_storage, _shape);

    /// <summary>Sets the gradient to 0. Its array is kept for the next one.</summary>
    public void ZeroGrad()
    {
        _gradient?.Data.AsSpan().Clear();
        _gradientIsUnset = false;
    }

    /// <summary>Adds to the gradient of every tensor below this one the gradient of this one, a single number such as a loss.</summary>
    /// <remarks>Afterwards the graph is let go: compute the loss anew for the next pass.</remarks>
    /// <exception cref="InvalidOperationException">
    /// It is not a single number, nothing below it requires a gradient, a backward pass has already used the graph, or a number it needs was changed in place.
    /// </exception>
    public void Backward()
    {
        if (Count != 1)
            throw new InvalidOperationException($"backward starts from a single number, got the shape {Shapes.Text(_shape)}{From}: make a loss of it first, with Sum() or Mean()");
        Backward([1]);
    }

    /// <summary>Backward from a tensor of any shape, given the gradient of something with respect to it.</summary>
    internal void Backward(ReadOnlySpan<float> gradient)
    {
        if (_released)
            throw new InvalidOperationException($"a backward pass has already used this graph{From}: compute the result again before a second one, or add two losses and go back once");
        if (!RequiresGrad)
            throw new InvalidOperationException($"no tensor here requires a gradient{From}: set RequiresGrad on the weights, and compute outside of NoGrad");
        List<Tensor> order = InputsFirst();
        foreach (Tensor node in order)
            node.RefuseChanges();
        Vectors.Add(gradient, GradientData);
        for (int i = order.Count - 1; i >= 0; i--)
        {
            Tensor node = order[i];
            if (node._backward is null)
                continue; // a leaf
            node._backward();
            node.GiveGradientBack();
            (node._backward, node._inputs, node._versions, node._released) = (null, [], [], true);
        }
    }

    /// <summary>"Tensor [2, 3] = 1, 2, 3, 4, 5, 6", the label and what computed it with it.</summary>
    public override string ToString()
    {
        IEnumerable<string> numbers = _storage.Data.Take(8).Select(number => number.ToString("0.####", CultureInfo.InvariantCulture));
        return $"{(Label == "" ? "Tensor" : Label)} {Shapes.Text(_shape)}{From} = {string.Join(", ", numbers)}{(Count > 8 ? ", …" : "")}";
    }

    private string From => Operation == "" ? "" : $" of {Operation}";

    /// <summary>The tensor into which an operation writes its result.</summary>
    private static Tensor Result(string operation, int[] shape, params ReadOnlySpan<Tensor> inputs) =>
        Result(operation, new Storage(Shapes.Count(shape)), shape, inputs);

    private static Tensor Result(string operation, Storage storage, int[] shape, ReadOnlySpan<Tensor> inputs)
    {
        bool wanted = false, exact = false;
        foreach (Tensor input in inputs)
        {
            if (input._released)
                throw new InvalidOperationException($"{operation}: a backward pass has already used the graph of an input{input.From}: compute it again, or use Detach()");
            wanted |= input.RequiresGrad;
            exact |= input.IsExact;
        }
        wanted &= !NoGrad.IsOn;
        if (exact)
            storage.Exact ??= new double[storage.Data.Length];
        var result = new Tensor(storage, shape) { Operation = operation, RequiresGrad = wanted };
        if (wanted)
        {
            result._inputs = inputs.ToArray();
            result._versions = new int[inputs.Length + 1];
            for (int i = 0; i < inputs.Length; i++)
                result._versions[i] = inputs[i]._storage.Version;
            result._versions[^1] = storage.Version;
        }
        return result;
    }

    /// <summary>What hands the gradient of this result on to its inputs. Kept only if a gradient is wanted.</summary>
    private Tensor WithGradient(Action backward)
    {
        _backward = RequiresGrad ? backward : null;
        return this;
    }

    private void RefuseChanges()
    {
        for (int i = 0; i < _versions.Length; i++)
        {
            Tensor used = i < _inputs.Length ? _inputs[i] : this;
            if (used._storage.Version != _versions[i])
                throw new InvalidOperationException($"a tensor that the gradient{From} needs was changed in place after it was used, {used}: go backward before the change, or change a copy");
        }
    }

    /// <summary>The tensors below this one that want a gradient, and itself, each after its inputs; without recursion.</summary>
    private List<Tensor> InputsFirst()
    {
        long mark = Interlocked.Increment(ref s_passes);
        var order = new List<Tensor>();
        var path = new Stack<(Tensor Node, int Next)>();
        path.Push((this, 0));
        _mark = mark;
        while (path.TryPop(out (Tensor Node, int Next) top))
        {
            if (top.Next == top.Node._inputs.Length)
            {
                order.Add(top.Node);
                continue;
            }
            path.Push((top.Node, top.Next + 1));
            Tensor input = top.Node._inputs[top.Next];
            if (input._released)
                throw new InvalidOperationException($"a backward pass has already used a part of this graph{input.From}: compute it again, or add two losses and go back once");
            if (input._mark == mark || !input.RequiresGrad)
                continue;
            input._mark = mark;
            path.Push((input, 0));
        }
        return order;
    }

    private int Offset(ReadOnlySpan<int> at)
    {
        if (at.Length != Rank)
            throw new ArgumentOutOfRangeException(nameof(at), $"expected {Rank} indices for the shape {Shapes.Text(_shape)}, got {at.Length}");
        int offset = 0;
        for (int i = 0; i < at.Length; i++)
        {
            if ((uint)at[i] >= (uint)_shape[i])
                throw new ArgumentOutOfRangeException(nameof(at), $"there is no place {Shapes.Text(at)} in the shape {Shapes.Text(_shape)}");
            offset = offset * _shape[i] + at[i];
        }
        return offset;
    }
}
