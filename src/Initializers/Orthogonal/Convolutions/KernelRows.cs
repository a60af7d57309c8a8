using System.Numerics;

namespace Initializers;

/// <summary>
/// Computes the kernel of an orthogonal convolution, some outputs per piece of work. It begins as H at the first tap; each step multiplies
/// it by P at one tap and 1 - P at the next. Every factor preserves lengths at each frequency, and so does the product (Xiao et al. 2018,
/// https://arxiv.org/abs/1806.05393, algorithm 1).
/// </summary>
internal readonly struct KernelRows<TNumber>(
    KernelFactors<TNumber> factors, KernelSteps steps, KernelTarget<TNumber> target) : IWorkItems<double>
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>The number of taps, of all outputs in a piece of work, for which a row of a projection is loaded once.</summary>
    private const int TapsPerPiece = 32;

    private int Inputs => factors.Inputs;

    private int Rows => RowsFor(steps.Taps);

    private int Size => steps.Taps * Inputs;

    public int Count => (target.Rows - 1) / Rows + 1;

    public int MemoryLength => (int)LengthFor(Inputs, steps.Taps);

    /// <summary>Returns the number of doubles that a piece of work needs: two for each element.</summary>
    public static double LengthFor(double inputs, long taps) => 2 * inputs * taps * RowsFor(taps);

    public void Do(int item, Span<double> memory)
    {
        int first = item * Rows, rows = Math.Min(Rows, target.Rows - first), length = rows * Size;
        Span<double> kernel = memory[..length], projected = memory.Slice(length, length);
        kernel.Clear();
        for (int row = 0; row < rows; row++)
        {
            for (int input = 0; input < Inputs; input++)
                kernel[row * Size + input] = double.CreateTruncating(factors.Matrix[(first + row) * Inputs + input]);
        }
        for (int step = 0; step < steps.Count; step++)
        {
            Project(kernel, projected, step);
            for (int row = 0; row < rows; row++) Spread(kernel.Slice(row * Size, Size), projected.Slice(row * Size, Size), steps[step]);
        }
        for (int row = 0; row < rows; row++) target.Write(first + row, kernel.Slice(row * Size, Size));
    }

    /// <summary>Multiplies the taps before a step by P; each element is one chain over the rows of P.</summary>
    private void Project(ReadOnlySpan<double> kernel, Span<double> projected, int step)
    {
        projected.Clear();
        ReadOnlySpan<int> taps = steps.TapsOf(steps[step]);
        for (int depth = 0; depth < Inputs; depth++)
        {
            ReadOnlySpan<double> row = factors.ProjectionOf(step).Slice(depth * Inputs, Inputs);
            for (int start = 0; start < kernel.Length; start += Size)
            {
                foreach (int tap in taps)
                    KernelFactors<TNumber>.AddScaled(
                        projected.Slice(start + tap * Inputs, Inputs), kernel[start + tap * Inputs + depth], row);
            }
        }
    }

    /// <summary>
    /// Splits each tap, the last one first, into its projection and the rest. It keeps the first and adds the second to the next tap, or
    /// the other way round, as the step says.
    /// </summary>
    private void Spread(Span<double> kernel, ReadOnlySpan<double> projected, KernelStep step)
    {
        foreach (int tap in steps.TapsOf(step))
        {
            Span<double> here = kernel.Slice(tap * Inputs, Inputs), there = kernel.Slice((tap + step.Stride) * Inputs, Inputs);
            ReadOnlySpan<double> part = projected.Slice(tap * Inputs, Inputs);
            for (int i = 0; i < here.Length; i++)
            {
                double rest = here[i] - part[i];
                there[i] += step.IsLater ? part[i] : rest;
                here[i] = step.IsLater ? rest : part[i];
            }
        }
    }

    private static int RowsFor(long taps) => (int)Math.Max(1, TapsPerPiece / taps);
}

/// <summary>
/// The place of a kernel in a tensor: the element of an output, input and tap, times a gain and rounded, goes to start + rows[output] +
/// columns[input, tap].
/// </summary>
internal readonly unsafe struct KernelTarget<TNumber>(
    TNumber* weights, ReadOnlyMemory<long> rows, ReadOnlyMemory<long> columns, double gain, int taps)
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>The number of outputs.</summary>
    public int Rows => rows.Length;

    /// <summary>Writes the taps of an output, each with all inputs.</summary>
    public void Write(int row, ReadOnlySpan<double> kernel)
    {
        TNumber* target = weights + rows.Span[row];
        ReadOnlySpan<long> offsets = columns.Span;
        int inputs = offsets.Length / taps;
        for (int input = 0; input < inputs; input++)
        {
            for (int tap = 0; tap < taps; tap++)
                target[offsets[input * taps + tap]] = TNumber.CreateTruncating(gain * kernel[tap * inputs + input]);
        }
    }
}
