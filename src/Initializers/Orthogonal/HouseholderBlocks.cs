using System.Numerics;

namespace Initializers;

/// <summary>Turns Gaussian vectors into Householder reflectors, one block per piece of work.</summary>
/// <remarks>
/// Reflector k maps x, the last rows - k elements of row k of the normals, to a multiple of e1: v = x / (x0 + sign(x0) |x|) except v0 = 1,
/// rounded to floats, and tau = 2 / v.v in double. Since tau is computed from the rounded v, the reflector is orthogonal as far as floats
/// can tell. Column k has the sign -sign(x0), where the sign of 0 is 1.
/// </remarks>
internal readonly struct HouseholderBlocks<TLanes, TVector, TNumber>(Reflectors<TNumber> reflectors, float[] normals) : IWorkItems<TNumber>
    where TLanes : struct, INumberLanes<TVector, TNumber>
    where TVector : unmanaged
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    public int Count => reflectors.Blocks;

    public int MemoryLength => Panel<TLanes, TVector, TNumber>.Length(reflectors.PaddedRows);

    public void Do(int block, Span<TNumber> memory)
    {
        int first = block * Reflectors<TNumber>.Block,
            count = Math.Min(Reflectors<TNumber>.Block, reflectors.Columns - first),
            width = reflectors.WidthOf(block);
        Span<TNumber> vectors = reflectors.VectorsOf(block);
        Span<double> taus = stackalloc double[width];
        vectors.Clear();
        taus.Clear();
        for (int k = 0; k < count; k++)
        {
            Span<float> x = normals.AsSpan((first + k) * reflectors.Rows, reflectors.Rows)[(first + k)..];
            reflectors.Signs[first + k] = -TNumber.CopySign(TNumber.One, TNumber.CreateTruncating(x[0]));
            taus[k] = MakeReflector(x);
            for (int i = 0; i < x.Length; i++) vectors[(k + i) * width + k] = TNumber.CreateTruncating(x[i]);
        }
        MakeTriangle(vectors, taus, reflectors.TriangleOf(block), new Panel<TLanes, TVector, TNumber>(memory));
    }

    /// <summary>Replaces x by the vector of its reflector, and returns tau.</summary>
    private static double MakeReflector(Span<float> x)
    {
        double pivot = x[0] + Math.CopySign(Math.Sqrt(SquaredNorm(x)), x[0]);
        double scale = pivot == 0 ? 0 : 1 / pivot;
        for (int i = 0; i < x.Length; i++) x[i] = (float)(x[i] * scale);
        x[0] = 1;
        return 2 / SquaredNorm(x);
    }

    /// <summary>Sums the squares in four chains, which are added in pairs at the end; the squares of floats are exact.</summary>
    private static double SquaredNorm(ReadOnlySpan<float> x)
    {
        double a = 0, b = 0, c = 0, d = 0;
        for (; x.Length >= 4; x = x[4..])
        {
            a += (double)x[0] * x[0];
            b += (double)x[1] * x[1];
            c += (double)x[2] * x[2];
            d += (double)x[3] * x[3];
        }
        foreach (float rest in x) a += (double)rest * rest;
        return (a + b) + (c + d);
    }

    /// <summary>
    /// Computes -T from V, where column j of T is -tau_j T (V^T v_j) above the diagonal and tau_j on it. The tiles compute V^T V, with V
    /// itself as the panel.
    /// </summary>
    private static void MakeTriangle(
        Span<TNumber> vectors, ReadOnlySpan<double> taus, Span<TNumber> negated, Panel<TLanes, TVector, TNumber> panel)
    {
        int width = taus.Length, rows = vectors.Length / width;
        Span<double> triangle = stackalloc double[width * width];
        triangle.Clear();
        for (int start = 0; start < width; start += Panel<TLanes, TVector, TNumber>.Width)
        {
            int columns = Math.Min(Panel<TLanes, TVector, TNumber>.Width, width - start);
            panel.Elements.Clear();
            for (int row = 0; row < rows; row++)
                vectors.Slice(row * width + start, columns).CopyTo(panel.Elements[(row * Panel<TLanes, TVector, TNumber>.Width)..]);
            Span<TNumber> products = panel.InnerProducts(vectors, width, 0);
            for (int j = start; j < start + columns; j++)
            {
                triangle[j * width + j] = taus[j];
                for (int i = 0; i < j; i++)
                {
                    double sum = 0;
                    for (int l = i; l < j; l++)
                        sum += triangle[i * width + l] * double.CreateTruncating(
                            products[l * Panel<TLanes, TVector, TNumber>.Width + j - start]);
                    triangle[i * width + j] = -taus[j] * sum;
                }
            }
        }
        for (int i = 0; i < triangle.Length; i++) negated[i] = TNumber.CreateTruncating(-triangle[i]);
    }
}
