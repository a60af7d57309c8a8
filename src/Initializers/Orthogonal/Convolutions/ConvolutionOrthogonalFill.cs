using System.Numerics;

namespace Initializers;

/// <summary>Fills the kernels of a tensor with orthogonal convolutions.</summary>
internal static class ConvolutionOrthogonalFill
{
    /// <summary>Fills a tensor. The source moves by one word for each element.</summary>
    /// <param name="weights">The elements of the tensor.</param>
    /// <param name="shape">The shape, which has been checked.</param>
    /// <param name="gain">The factor of all elements, applied last.</param>
    /// <param name="random">The source of the Gaussian vectors; those of a kernel take the first of its elements' words.</param>
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
                random.SkipUnused((long)rows.Length * columns.Length - factors.WordsFor(rows.Length));
                var target = new KernelTarget<TNumber>(pinned + start, rows, columns, gain, steps.Taps);
                WorkItems<double>.Run(new KernelRows<TNumber>(factors, steps, target), random.MaxDegreeOfParallelism);
            }
        }
        random.SkipUnused(weights.Length - matrices.Elements);
    }

    /// <summary>Refuses shapes with fewer outputs than inputs, and shapes that do not fit the arrays that they are computed in.</summary>
    /// <exception cref="ArgumentException">A group or block has fewer outputs than inputs, or does not fit an array.</exception>
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
