using System.Numerics;

namespace Initializers;

/// <summary>Fills the matrices of a tensor with orthogonal matrices.</summary>
internal static class OrthogonalFill
{
    /// <summary>Fills a tensor; elements that belong to no matrix are 0. The source moves by one word for each element.</summary>
    /// <param name="weights">The elements of the tensor.</param>
    /// <param name="matrices">The matrices, which take one word for each of their elements, one matrix after the other.</param>
    /// <param name="gain">The factor of all elements of a matrix, applied last.</param>
    /// <param name="random">The source of the Gaussian vectors.</param>
    public static unsafe void Run<TNumber>(Span<TNumber> weights, in WeightMatrices matrices, in MatrixGain gain, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        if (matrices.Elements < weights.Length) weights.Clear();
        using var normals = new Rented<float>(matrices.LargestSize);
        fixed (TNumber* pinned = weights)
        {
            for (int i = 0; i < matrices.Count; i++)
            {
                (long start, ReadOnlyMemory<long> outputs, ReadOnlyMemory<long> inputs) = matrices[i];
                bool wide = inputs.Length > outputs.Length;
                int rows = Math.Max(outputs.Length, inputs.Length), columns = Math.Min(outputs.Length, inputs.Length);
                random.NextNormal(normals.Span[..(rows * columns)], 0, 1);
                (ReadOnlyMemory<long> longer, ReadOnlyMemory<long> shorter) = wide ? (inputs, outputs) : (outputs, inputs);
                var target = new MatrixTarget<TNumber>(pinned + start, longer, shorter, TNumber.CreateTruncating(gain.Of(outputs.Length)));
                HaarMatrix.Write(normals.Array, rows, columns, target, random.MaxDegreeOfParallelism);
            }
        }
        random.SkipUnused(weights.Length - matrices.Elements);
    }

    /// <summary>Refuses matrices that do not fit the arrays that they are computed in.</summary>
    /// <param name="counts">The numbers of outputs and inputs.</param>
    /// <param name="taps">The number of taps of the matrices.</param>
    /// <param name="shape">The shape.</param>
    /// <exception cref="ArgumentException">A matrix does not fit.</exception>
    public static void Check(in LayerCounts counts, long taps, in TensorShape shape)
    {
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            (long rows, long columns) = (counts.RowsOf(block), counts.Inputs * taps);
            if (Math.Max(rows, columns) > int.MaxValue || !HaarMatrix.Fits((int)Math.Max(rows, columns), (int)Math.Min(rows, columns)))
                throw new ArgumentException(
                    "shape must have matrices of at most about 2,000,000,000 elements and 67,000,000 rows or columns, "
                    + $"but was {shape}, with one of {rows} by {columns}.",
                    nameof(shape));
        }
    }

    /// <summary>Refuses layers in which a group or block has fewer outputs than inputs.</summary>
    /// <returns>The counts of the shape.</returns>
    /// <exception cref="ArgumentException">
    /// The rank does not fit the layout, groups or blocks do not divide the channels, or one is wider than tall.
    /// </exception>
    public static LayerCounts CheckTall(in TensorShape shape)
    {
        var counts = new LayerCounts(shape);
        for (long block = 0; block < counts.DistinctBlocks; block++)
        {
            if (counts.RowsOf(block) < counts.Inputs)
                throw new ArgumentException(
                    "shape must have at least as many outputs as inputs, in each group and block, "
                    + $"but was {shape}, with {counts.Inputs} inputs for {counts.RowsOf(block)} outputs.",
                    nameof(shape));
        }
        return counts;
    }

    /// <summary>Returns the prediction for tall layers, in which each column, over all taps, has the gain as its length.</summary>
    public static WeightPrediction PredictTall(in TensorShape shape, double gain)
    {
        LayerCounts counts = CheckTall(shape);
        double columns = counts.Occurrences * (counts.HasEqualBlocks ? 1 : counts.Blocks) * counts.Inputs;
        return new WeightPrediction(0, Math.Abs(gain) * Math.Sqrt(columns / shape.Count), -Math.Abs(gain), Math.Abs(gain));
    }
}

/// <summary>The factor of a matrix: a gain, or a gain times sqrt(outputs / inputs).</summary>
/// <param name="Gain">The gain.</param>
/// <param name="Inputs">The number of inputs, not counting taps; null for the gain alone.</param>
internal readonly record struct MatrixGain(double Gain, long? Inputs)
{
    /// <summary>Returns the factor of a matrix with the given number of outputs.</summary>
    public double Of(long outputs) => Inputs is { } inputs ? Gain * Math.Sqrt((double)outputs / inputs) : Gain;
}
