using System.Text.Json.Serialization;
using static System.FormattableString;

namespace Initializers;

/// <summary>
/// Weights of N(0, standardDeviation^2), of which each unit keeps the same number; the others are 0: ceil(sparsity n) of n connections. The
/// choice is uniform among all possible ones, and independent from unit to unit.
/// </summary>
/// <example>
/// <code>
/// // 15 connections into each unit, as Martens has them.
/// float[] weights = Init.SparseConnections(15).Initialize([256, 784], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// With few connections the units respond to different inputs and do not saturate, however wide the layer before. A unit is an output with
/// all its incoming connections, or an input with all its outgoing ones, within its group and packed block; taps of a kernel are separate
/// connections.
/// </para>
/// <para>
/// Any slice can be filled by itself, at the cost of the choices of the units that it touches. docs/structures-v1.md specifies the choice.
/// </para>
/// <para>
/// Martens (2010), "Deep learning via Hessian-free optimization", <see href="https://dl.acm.org/doi/10.5555/3104322.3104416"/>, uses 15
/// connections into each unit, with deviation 1: <see cref="Init.SparseConnections"/>. PyTorch's <c>sparse_</c> counts per input:
/// <c>Sparse(sparsity, 0.01, SparseUnit.Input)</c>.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<SparseInitializer>))]
public sealed record SparseInitializer : ISliceInitializer, IPredictableInitializer, ICheckedInitializer
{
    /// <summary>Sparse weights with a share of zeros.</summary>
    /// <param name="sparsity">The share of zeros, from 0 to 1.</param>
    /// <param name="standardDeviation">The deviation of the weights that are not 0, in units of the weights; at least 0.</param>
    /// <param name="per">The units whose connections are counted.</param>
    /// <exception cref="ArgumentException">
    /// The sparsity is not from 0 to 1, the deviation is negative, the largest values would overflow, or <paramref name="per"/> is not a
    /// defined value.
    /// </exception>
    public SparseInitializer(double sparsity, double standardDeviation = 0.01, SparseUnit per = SparseUnit.Output)
        : this(Guard.Fraction(sparsity), null, standardDeviation, per)
    {
    }

    private SparseInitializer(double? sparsity, long? connections, double standardDeviation, SparseUnit per)
    {
        NormalMap.Check(0, standardDeviation);
        (Sparsity, Connections, StandardDeviation, Per) = (sparsity, connections, standardDeviation, Guard.Defined(per));
    }

    /// <summary>The share of zeros; null if the number of connections is given.</summary>
    public double? Sparsity { get; }

    /// <summary>The number of connections that a unit keeps; null if the sparsity is given.</summary>
    public long? Connections { get; }

    /// <summary>The deviation of the weights that are not 0, in units of the weights.</summary>
    public double StandardDeviation { get; }

    /// <summary>The units whose connections are counted.</summary>
    public SparseUnit Per { get; }

    /// <summary>Sparse weights with a number of connections that a unit keeps; all if it has fewer.</summary>
    /// <param name="connections">The number of connections, at least 0.</param>
    /// <param name="standardDeviation">The deviation of the weights that are not 0, in units of the weights; at least 0.</param>
    /// <param name="per">The units whose connections are counted.</param>
    /// <exception cref="ArgumentException">
    /// The number or the deviation is negative, the largest values would overflow, or <paramref name="per"/> is not a defined value.
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
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        SparseUnits units = UnitsOf(shape);
        if (random is IRandomBitSource words) FillSlice(weights, 0, shape, units, words);
        else
        {
            uint seed = random.NextUniformSeed();
            random.NextNormal(weights, 0, 1);
            Thin(weights, 0, shape, units, new SparseChoice(seed));
        }
    }

    /// <inheritdoc/>
    public void InitializeSlice(Span<float> slice, long start, TensorShape shape, IRandomBitSource random)
    {
        Guard.SliceArguments(start, slice.Length, shape, random);
        if (slice.IsEmpty) random.Skip(start);
        else FillSlice(slice, start, shape, UnitsOf(shape), random);
    }

    /// <inheritdoc/>
    public WeightPrediction? Predict(TensorShape shape)
    {
        if (shape.Count == 0) return null;
        SparseUnits units = UnitsOf(shape);
        double kept = 0;
        for (long block = 0; block < units.Offsets.Counts.DistinctBlocks; block++) kept += units.KeptFractionOf(block, shape);
        return NormalInitializer.PredictionFor(0, StandardDeviation).Kept(kept);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => UnitsOf(shape);

    private SparseUnits UnitsOf(in TensorShape shape) => new(shape, Per, Sparsity, Connections);

    /// <summary>
    /// Fills a slice with normals and sets those that are not chosen to 0; the source is at word 0, the seed of the choice.
    /// </summary>
    private void FillSlice(Span<float> slice, long start, in TensorShape shape, in SparseUnits units, IRandomBitSource random)
    {
        Span<uint> seed = stackalloc uint[1];
        random.NextBits(seed);
        if (start > 0) random.Skip(start - 1);
        else slice[0] = new NormalMap(0, 1).Invoke(seed[0]);
        random.NextNormal(start > 0 ? slice : slice[1..], 0, 1);
        Thin(slice, start, shape, units, new SparseChoice(seed[0]));
    }

    /// <summary>Multiplies the chosen elements of a slice by the deviation, and sets the others to 0.</summary>
    private void Thin(Span<float> slice, long start, in TensorShape shape, in SparseUnits units, SparseChoice choice)
    {
        using var kept = new Rented<ulong>(Bits.WordsFor(slice.Length));
        kept.Span.Clear();
        units.MarkKept(choice, shape, start, slice.Length, kept.Span);
        float deviation = (float)StandardDeviation;
        for (int i = 0; i < slice.Length; i++) slice[i] = kept.Span.IsSet(i) ? deviation * slice[i] : 0;
    }
}

/// <summary>The units whose connections a sparse initializer counts.</summary>
public enum SparseUnit
{
    /// <summary>The connections into each output: Martens' paper, the rows of <c>[out, in]</c>.</summary>
    Output,

    /// <summary>The connections out of each input: PyTorch's <c>sparse_</c>, the columns of <c>[out, in]</c>.</summary>
    Input,
}
