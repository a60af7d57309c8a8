using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// Nguyen and Widrow's weights: for H units with I inputs each, U[-1/2, 1/2), with the row of each unit scaled to the length 0.7 H^(1/I),
/// so that the units divide the cube of inputs in [-1, 1] among them.
/// </summary>
/// <example>
/// <code>
/// float[] weights = SigmoidInit.NguyenWidrow().Initialize([10, 2], new PhiloxRandom(42));
/// </code>
/// </example>
/// <remarks>
/// <para>Rows are the outputs of the layout; columns are the inputs with their taps. Biases are
/// <see cref="NguyenWidrowBiasInitializer"/>.</para>
/// <para>
/// Nguyen and Widrow (1990), "Improving the learning speed of 2-layer neural networks by choosing initial values of the adaptive weights",
/// IJCNN, <see href="https://doi.org/10.1109/IJCNN.1990.137819"/>; in the form documented by R's brnn (after Sivanandam and Sumathi). Other
/// implementations differ: MATLAB spaces the biases evenly, Accord.NET includes the bias in the length and uses the first layer's b for
/// all, Encog does not scale at all.
/// </para>
/// <para>Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<NguyenWidrowInitializer>))]
public sealed record NguyenWidrowInitializer : IWeightInitializer, ICheckedInitializer
{
    private const double Share = 0.7;

    /// <summary><c>NguyenWidrow()</c>.</summary>
    public override string ToString() => "NguyenWidrow()";

    /// <inheritdoc/>
    public void Initialize(Span<float> weights, TensorShape shape, IRandomSource random)
    {
        if (!Guard.FillArguments(weights.Length, shape, random)) return;
        using var matrices = new WeightMatrices(shape, perBlock: true);
        random.NextUniform(weights, -0.5, 0.5);
        for (int matrix = 0; matrix < matrices.Count; matrix++)
        {
            (long start, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns) = matrices[matrix];
            double length = Length(rows.Length, columns.Length);
            foreach (long row in rows.Span) Rescale(weights, start + row, columns.Span, length);
        }
        if (matrices.Elements < weights.Length) ClearBetweenGroups(weights, shape);
    }

    void ICheckedInitializer.Check<T>(in TensorShape shape, IRandomSource? random) => LayerCounts.Check(shape);

    /// <summary>0.7 H^(1/I), computed by portable operations.</summary>
    internal static double Length(double units, double inputs) => Share * PortableMath.Exp(PortableMath.Log(units) / inputs);

    /// <summary>Sets the elements stored between two groups, which are not connections, to 0.</summary>
    private static void ClearBetweenGroups(Span<float> weights, in TensorShape shape)
    {
        var connection = new ConnectionCursor(shape, 0);
        foreach (ref float weight in weights)
        {
            if (!connection.IsConnection) weight = 0;
            connection.MoveNext();
        }
    }

    /// <summary>Scales a row to a length; a row of zeros gets it in its first weight.</summary>
    private static void Rescale(Span<float> weights, long start, ReadOnlySpan<long> columns, double length)
    {
        double squares = 0;
        foreach (long column in columns) squares += (double)weights[(int)(start + column)] * weights[(int)(start + column)];
        if (squares == 0) weights[(int)(start + columns[0])] = 1;
        double factor = length / (squares == 0 ? 1 : Math.Sqrt(squares));
        foreach (long column in columns) weights[(int)(start + column)] = (float)(weights[(int)(start + column)] * factor);
    }
}
