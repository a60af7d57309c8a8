using System.Text.Json.Serialization;

namespace Initializers;

/// <summary>
/// The kernel of linear interpolation, with which a transposed convolution enlarges images: from each channel to itself, the product over
/// the axes of the triangle 1 - |i - (k - 1) / 2| / ceil(k / 2), for an extent of k.
/// </summary>
/// <example>
/// <code>
/// // A transposed convolution that interpolates: twice as high and wide.
/// float[] kernel = Init.Bilinear().Initialize(TensorShape.TransposedConvolution(3, 3, [4, 4], groups: 3));
/// </code>
/// </example>
/// <remarks>
/// <para>
/// To enlarge by f, use the stride f, an extent of 2 f - f mod 2, and a padding of ceil((f - 1) / 2). In groups of one input (depthwise),
/// the usual case, every kernel is filled; otherwise those from input d to output d of each group, and the rest is 0. One kernel axis gives
/// linear interpolation, two bilinear, three trilinear.
/// </para>
/// <para>
/// Long, Shelhamer and Darrell (2015), "Fully Convolutional Networks for Semantic Segmentation", section 3.3,
/// <see href="https://arxiv.org/abs/1411.4038"/>, and the authors' <c>surgery.py</c>. Unlike this one, the kernels of Caffe before 2017 and
/// of MXNet are off-centre for some extents (2, 3, 6, 7, 10, ...), and Paddle's is wrong outside the first column.
/// </para>
/// <para>Deterministic, but advances the source as every fill does. Thread-safe: an immutable value.</para>
/// </remarks>
[JsonConverter(typeof(InitializerJsonConverter<BilinearInitializer>))]
public sealed record BilinearInitializer : FixedInitializer
{
    /// <summary><c>Bilinear()</c>.</summary>
    public override string ToString() => "Bilinear()";

    /// <inheritdoc/>
    protected override void Check(TensorShape shape)
    {
        shape.Layout.CheckKernel(shape);
        LayerCounts.Check(shape);
    }

    /// <inheritdoc/>
    private protected override WeightPrediction? PredictionFor(in TensorShape shape)
    {
        (double mean, double square, double smallest, double largest) = (1, 1, 1, 1);
        for (int axis = 0; axis < shape.Rank; axis++)
        {
            if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Kernel) continue;
            (double mean, double square, double smallest, double largest) along = Triangle(shape[axis]);
            (mean, square) = (mean * along.mean, square * along.square);
            (smallest, largest) = (smallest * along.smallest, largest * along.largest);
        }
        var counts = new LayerCounts(shape);
        var sum = new PredictionSum();
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            double filled = counts.Inputs == 1 ? counts.RowsOf(block) : Math.Min(counts.Inputs, counts.RowsOf(block));
            sum.Add(counts.Occurrences * filled * counts.Taps, mean, square, smallest, largest);
        }
        return sum.ToPrediction(shape.Count);
    }

    /// <inheritdoc/>
    private protected override void Fill(Span<float> slice, long start, in TensorShape shape) =>
        ConnectionFill.Run(slice, start, shape, new Triangles(shape));

    /// <summary>
    /// Mean, mean square and bounds along an axis. With half = ceil(extent / 2), the weights add up to half. They are the multiples of 1 /
    /// half on both sides of the centre for an odd extent, and the odd multiples of 1 / (2 half) for an even one.
    /// </summary>
    private static (double Mean, double Square, double Smallest, double Largest) Triangle(long extent)
    {
        double half = (extent + 1) / 2, inside = half - 1;
        return long.IsOddInteger(extent)
            ? (half / extent, (1 + inside * (2 * inside + 1) / (3 * half)) / extent, 1 / half, 1)
            : (half / extent, (4 * half * half - 1) / (6 * half) / extent, 0.5 / half, 1 - 0.5 / half);
    }

    private readonly struct Triangles(TensorShape shape) : IConnectionFormula
    {
        public float At(in ConnectionCursor connection)
        {
            if (connection.Inputs > 1 && connection.Input != connection.Output) return 0;
            double weight = 1;
            for (int axis = 0; axis < shape.Rank; axis++)
            {
                if (shape.Layout.RoleAt(axis, shape.Rank) != AxisRole.Kernel) continue;
                double fromCentre = Math.Abs(connection[axis] - (shape[axis] - 1) / 2.0);
                weight *= 1 - fromCentre / ((shape[axis] + 1) / 2);
            }
            return (float)weight;
        }
    }
}
