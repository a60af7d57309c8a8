using System.Numerics;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The random factors of an orthogonal convolution: a matrix H with orthonormal columns, and for each step in which the kernel grows a
/// projection P = U U^T of the inputs onto a subspace of floor(inputs / 2) dimensions. Both H and U are uniformly distributed.
/// </summary>
/// <typeparam name="TNumber">The number type in which H and U are computed, that of the weights.</typeparam>
/// <remarks>Holds rented memory, to be disposed of once.</remarks>
internal readonly struct KernelFactors<TNumber> : IDisposable where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    private readonly int _steps;
    private readonly Rented<float> _normals;
    private readonly Rented<TNumber> _matrix, _columns;
    private readonly Rented<double> _projections, _column;
    private readonly Rented<long> _offsets;

    /// <summary>Memory for the factors of kernels of at most the given number of elements.</summary>
    public KernelFactors(int largestSize, in KernelSteps steps, int inputs)
    {
        (_steps, Inputs) = (steps.Count, inputs);
        int largest = largestSize / steps.Taps, columns = _steps == 0 ? 0 : inputs * Rank;
        (_normals, _matrix, _columns) = (new(Math.Max(largest, columns)), new(largest), new(columns));
        (_projections, _column) = (new((int)LengthFor(inputs, _steps)), new(inputs));
        _offsets = new(inputs + Math.Max(largest / inputs, inputs));
    }

    /// <summary>The number of inputs in a group.</summary>
    public int Inputs { get; }

    /// <summary>H, row by row.</summary>
    public ReadOnlySpan<TNumber> Matrix => _matrix.Span;

    private int Rank => Inputs / 2;

    /// <summary>Returns the number of doubles of all projections.</summary>
    public static double LengthFor(double inputs, long steps) => inputs * inputs * steps;

    /// <summary>Returns P of a step, row by row.</summary>
    public ReadOnlySpan<double> ProjectionOf(int step) => _projections.Span.Slice(step * Inputs * Inputs, Inputs * Inputs);

    /// <summary>Returns the number of words drawn for a kernel, which is at most that of its elements.</summary>
    public long WordsFor(int outputs) => (long)outputs * Inputs + (long)_steps * Inputs * Rank;

    /// <summary>Draws H, then U of each step.</summary>
    public void Draw(int outputs, IRandomSource random)
    {
        DrawColumns(_matrix.Span, outputs, Inputs, random);
        _projections.Span.Clear();
        for (int step = 0; step < _steps && Rank > 0; step++)
        {
            DrawColumns(_columns.Span, Inputs, Rank, random);
            AddSquare(_projections.Span.Slice(step * Inputs * Inputs, Inputs * Inputs));
        }
    }

    /// <summary>Adds a multiple of a row to another; products are rounded before they are added.</summary>
    public static void AddScaled(Span<double> target, double factor, ReadOnlySpan<double> row)
    {
        Span<Vector<double>> sums = MemoryMarshal.Cast<double, Vector<double>>(target);
        ReadOnlySpan<Vector<double>> vectors = MemoryMarshal.Cast<double, Vector<double>>(row);
        for (int i = 0; i < sums.Length; i++) sums[i] += vectors[i] * factor;
        for (int i = sums.Length * Vector<double>.Count; i < target.Length; i++) target[i] += row[i] * factor;
    }

    public void Dispose()
    {
        _normals.Dispose();
        _matrix.Dispose();
        _columns.Dispose();
        _projections.Dispose();
        _column.Dispose();
        _offsets.Dispose();
    }

    /// <summary>Draws uniformly distributed orthonormal columns, stored row by row.</summary>
    private unsafe void DrawColumns(Span<TNumber> matrix, int rows, int columns, IRandomSource random)
    {
        random.NextNormal(_normals.Span[..(rows * columns)], 0, 1);
        for (int i = 0; i < columns; i++) _offsets.Span[i] = i;
        for (int i = 0; i < rows; i++) _offsets.Span[columns + i] = (long)i * columns;
        fixed (TNumber* pinned = matrix)
        {
            var target = new MatrixTarget<TNumber>(
                pinned, _offsets.Array.AsMemory(columns, rows), _offsets.Array.AsMemory(0, columns), TNumber.One);
            HaarMatrix.Write(_normals.Array, rows, columns, target, random.MaxDegreeOfParallelism);
        }
    }

    /// <summary>
    /// Adds U U^T to a matrix of zeros. Each element is one chain of rounded products and sums over the columns of U (products of floats
    /// are exact).
    /// </summary>
    private void AddSquare(Span<double> projection)
    {
        for (int column = 0; column < Rank; column++)
        {
            for (int row = 0; row < Inputs; row++) _column.Span[row] = double.CreateTruncating(_columns.Span[row * Rank + column]);
            for (int row = 0; row < Inputs; row++) AddScaled(projection.Slice(row * Inputs, Inputs), _column.Span[row], _column.Span);
        }
    }
}
