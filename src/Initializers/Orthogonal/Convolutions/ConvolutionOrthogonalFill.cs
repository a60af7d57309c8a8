using System.Numerics;

namespace Initializers;

/// <summary>Fills the kernels of a tensor with orthogonal convolutions.</summary>
internal static class ConvolutionOrthogonalFill
{
    /// <summary>Fills all of a tensor. The source moves on by one word an element.</summary>
    /// <param name="weights">The elements of the tensor.</param>
    /// <param name="shape">Its shape, which has been checked.</param>
    /// <param name="gain">Multiplies every element, last.</param>
    /// <param name="random">Where the Gaussian vectors come from: those of a kernel are the first of the words of its elements.</param>
    public static unsafe void Run<TNumber>(Span<TNumber> weights, in TensorShape shape, double gain, IRandomSource random)
        where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
    {
        using var matrices = new WeightMatrices(shape, perBlock: true);
        using var steps = new KernelSteps(shape);
        using var factors = new KernelFactors<TNumber>(matrices.LargestSize, steps, matrices.Columns / steps.Taps);
        if (matrices.Elements < weights.Length) weights.Clear();
        fixed (TNumber* pinned = weights)
        {
            for (int i = 0; i < matrices.Count; i++)
            {
                (long start, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns) = matrices[i];
                factors.Draw(rows.Length, random);
                random.Pass((long)rows.Length * columns.Length - factors.WordsFor(rows.Length));
                var target = new KernelTarget<TNumber>(pinned + start, rows, columns, gain, steps.Taps);
                WorkItems<double>.Run(new KernelRows<TNumber>(factors, steps, target), random.MaxDegreeOfParallelism);
            }
        }
        random.Pass(weights.Length - matrices.Elements);
    }

    /// <summary>Refuses what is not tall enough, or does not fit the arrays that it is computed in.</summary>
    /// <exception cref="ArgumentException">A group or block has fewer outputs than inputs, or something does not fit.</exception>
    public static void Check(in TensorShape shape)
    {
        LayerCounts counts = OrthogonalFill.CheckTall(shape);
        OrthogonalFill.Check(counts, taps: 1, shape);
        double lengthOfFactors = KernelFactors<double>.LengthFor(counts.Inputs, KernelSteps.CountOf(shape));
        if (Math.Max(lengthOfFactors, KernelRows<double>.LengthFor(counts.Inputs, counts.Taps)) > Array.MaxLength)
            throw new ArgumentException(
                $"shape must have inputs and taps whose products fit an array, but was {shape}, "
                + $"with {counts.Inputs} inputs at {counts.Taps} taps.",
                nameof(shape));
    }
}
