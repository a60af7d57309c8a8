using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Weights of N(0, standardDeviation^2) of which each unit keeps the same number, and the others are 0: of n connections, ceil(sparsity n)
/// are 0. Which ones, is evenly distributed among all choices, and independent from unit to unit.
/// </summary>
/// <remarks>
/// <para>
/// With few connections the inputs of a unit stay varied and it does not saturate, however many units feed it. A unit is an output with all
/// that comes into it, or an input with all that goes out of it, within its group and packed block; taps of a kernel count as connections.
/// </para>
/// <para>
/// The choice is named by word 0 of the source, of which element 0 is made too, as every element is made of its own word. So any slice can
/// be filled alone, at the cost of the choices of the units that it touches. A source without words names it by a uniform of 24 bits.
/// </para>
/// <para>
/// Martens (2010), "Deep learning via Hessian-free optimization", <see href="https://dl.acm.org/doi/10.5555/3104322.3104416"/>, has 15
/// connections into each unit, of deviation 1: <see cref="Init.SparseConnections"/>. PyTorch's <c>sparse_</c> counts by input:
/// <c>Sparse(sparsity, 0.01, SparseUnit.Input)</c>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
public sealed record SparseInitializer : ISliceInitializer, IPredictableInitializer, ICheckedInitializer
{
    /// <summary>Bits of a uniform from a source without words.</summary>
    private const int UniformBits = 24;

    /// <summary>Sparse weights by the share of zeros.</summary>
    /// <param name="sparsity">The share of zeros, from 0 to 1.</param>
    /// <param name="standardDeviation">The deviation of what is not 0, in units of the weights; at least 0.</param>
    /// <param name="per">Whose connections are counted.</param>
    /// <exception cref="ArgumentException">
    /// The sparsity is not from 0 to 1, the deviation is negative or its values overflow a float, or
    /// <paramref name="per"/> is not a named one.
    /// </exception>
    public SparseInitializer(double sparsity, double standardDeviation = 0.01, SparseUnit per = SparseUnit.Output)
        : this(Guard.Share(sparsity), null, standardDeviation, per)
    {
    }

    private SparseInitializer(double? sparsity, long? connections, double standardDeviation, SparseUnit per)
    {
        NormalMap.Check(0, standardDeviation);
        (Sparsity, Connections, StandardDeviation, Per) = (sparsity, connections, standardDeviation, Guard.Defined(per));
    }

    /// <summary>The share of zeros, or null where the connections are said.</summary>
    public double? Sparsity { get; }

    /// <summary>How many connections a unit keeps, or null where the sparsity is said.</summary>
    public long? Connections { get; }

    /// <summary>The deviation of what is not 0, in units of the weights.</summary>
    public double StandardDeviation { get; }

    /// <summary>Whose connections are counted.</summary>
    public SparseUnit Per { get; }

    /// <summary>Sparse weights by the number of connections that a unit keeps; all, where it has fewer.</summary>
    /// <param name="connections">How many, at least 0.</param>
    /// <param name="standardDeviation">The deviation of what is not 0, in units of the weights; at least 0.</param>
    /// <param name="per">Whose connections are counted.</param>
    /// <exception cref="ArgumentException">
    /// The number or the deviation is negative, values overflow a float, or <paramref name="per"/> is not a named one.
    /// </exception>
    public static SparseInitializer OfConnections(
        long connections = 15, double standardDeviation = 1, SparseUnit per = SparseUnit.Output) =>
        new(null, Guard.NotNegative(connections), standardDeviation, per);

    /// <summary>
    /// <c>Sparse(sparsity: 0.9, standardDeviation: 0.01, per: Output)</c>, or <c>SparseConnections(connections: 15, ...)</c>.
    /// </summary>
    public override string ToString() =>
        Invariant($"Sparse{(Sparsity is { } share ? Invariant($"(sparsity: {share}") : $"Connections(connections: {Connections}")}, ")
        + Invariant($"standardDeviation: {StandardDeviation}, per: {Per})");

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.Fill(weights.Length, shape, random)) return;
        SparseUnits units = UnitsOf(shape);
        if (random is IRandomBitSource words) FillSlice(weights, 0, shape, units, words);
        else
        {
            Span<float> uniform = stackalloc float[1];
            random.NextUniform(uniform, 0, 1);
            random.NextNormal(weights, 0, 1);
            Thin(weights, 0, shape, units, new SparseChoice((uint)Math.ScaleB(uniform[0], UniformBits)));
        }
    }

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.Slice(start, slice.Length, shape, random);
        if (slice.IsEmpty) random.Skip(start);
        else FillSlice(slice, start, shape, UnitsOf(shape), random);
    }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        SparseUnits units = UnitsOf(shape);
        double kept = 0;
        for (long block = 0; block < units.Offsets.Counts.DistinctBlocks; block++) kept += units.KeptShareOf(block, shape);
        return NormalInitializer.Promise(0, StandardDeviation).Kept(kept);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => UnitsOf(shape);

    private SparseUnits UnitsOf(in TensorShape shape) => new(shape, Per, Sparsity, Connections);

    /// <summary>
    /// Normals of their words, of which those that are not chosen become 0; the source stands at word 0, which names the choice.
    /// </summary>
    private void FillSlice(Span<float> slice, long start, in TensorShape shape, in SparseUnits units, IRandomBitSource random)
    {
        Span<uint> name = stackalloc uint[1];
        random.NextBits(name);
        if (start > 0) random.Skip(start - 1);
        else slice[0] = new NormalMap(0, 1).Invoke(name[0]);
        random.NextNormal(start > 0 ? slice : slice[1..], 0, 1);
        Thin(slice, start, shape, units, new SparseChoice(name[0]));
    }

    /// <summary>Gives the chosen elements of a slice their deviation, and makes the others 0.</summary>
    private void Thin(Span<float> slice, long start, in TensorShape shape, in SparseUnits units, SparseChoice choice)
    {
        using var kept = new Rented<ulong>(Bits.WordsFor(slice.Length));
        kept.Span.Clear();
        units.Keep(choice, shape, start, slice.Length, kept.Span);
        float deviation = (float)StandardDeviation;
        for (int i = 0; i < slice.Length; i++) slice[i] = kept.Span.IsSet(i) ? deviation * slice[i] : 0;
    }
}

/// <summary>Whose connections a sparse initializer counts.</summary>
public enum SparseUnit
{
    /// <summary>Those into each output: Martens' paper, and the rows of <c>[out, in]</c>.</summary>
    Output,

    /// <summary>Those out of each input: PyTorch's <c>sparse_</c>, the columns of <c>[out, in]</c>.</summary>
    Input,
}
