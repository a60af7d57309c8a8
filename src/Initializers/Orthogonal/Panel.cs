using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>A panel: as many columns of a matrix as a tile has, stored row by row, with working memory for products.</summary>
internal readonly ref struct Panel<TLanes, TVector, TNumber>
    where TLanes : struct, INumberLanes<TVector, TNumber>
    where TVector : unmanaged
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    /// <summary>The number of rows at a time: those of a panel and of 48 reflectors fit the first-level cache together.</summary>
    private const int Chunk = 2 * Reflectors<TNumber>.Block;

    private readonly Span<TNumber> _inner, _outer;

    /// <summary>A panel in memory of the length <see cref="Length"/>.</summary>
    public Panel(Span<TNumber> memory)
    {
        int product = Reflectors<TNumber>.Block * Width;
        _inner = memory[..product];
        _outer = memory.Slice(product, product);
        Elements = memory[(2 * product)..];
    }

    /// <summary>The number of columns.</summary>
    public static int Width => MatrixTile.Width<TLanes, TVector, TNumber>();

    /// <summary>The elements, row by row.</summary>
    public Span<TNumber> Elements { get; }

    /// <summary>Returns the length of the memory for a panel with the given number of rows.</summary>
    public static int Length(int rows) => checked((rows + 2 * Reflectors<TNumber>.Block) * Width);

    /// <summary>Returns the product of V^T and the panel, from a given row of both on.</summary>
    /// <param name="vectors">V, from that row on.</param>
    /// <param name="width">The number of columns of V.</param>
    /// <param name="row">The first row of the panel.</param>
    public Span<TNumber> InnerProducts(Span<TNumber> vectors, int width, int row)
    {
        _inner[..(width * Width)].Clear();
        int rows = vectors.Length / width;
        for (int start = 0; start < rows; start += Chunk)
        {
            int depth = Math.Min(Chunk, rows - start);
            for (int column = 0; column < width; column += MatrixTile.Rows)
                Add(ref vectors[start * width + column], 1, width, ref Elements[(row + start) * Width], ref _inner[column * Width], depth);
        }
        return _inner[..(width * Width)];
    }

    /// <summary>Applies a block of reflectors, panel - V T V^T panel, to a panel whose rows above <paramref name="first"/> are 0.</summary>
    public void Reflect(in Reflectors<TNumber> reflectors, int block, int first)
    {
        int top = block * Reflectors<TNumber>.Block, width = reflectors.WidthOf(block), from = Math.Max(top, first);
        Span<TNumber> vectors = reflectors.VectorsOf(block), triangle = reflectors.TriangleOf(block);
        Span<TNumber> inner = InnerProducts(vectors[((from - top) * width)..], width, from);
        _outer[..(width * Width)].Clear();
        AddProduct(triangle, width, inner, _outer);
        AddProduct(vectors, width, _outer, Elements[(top * Width)..]);
    }

    /// <summary>Adds A B to C, tile by tile.</summary>
    private static void AddProduct(Span<TNumber> a, int depth, Span<TNumber> b, Span<TNumber> c)
    {
        for (int row = 0; row < a.Length / depth; row += MatrixTile.Rows)
            Add(ref a[row * depth], depth, 1, ref MemoryMarshal.GetReference(b), ref c[row * Width], depth);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Add(ref TNumber a, nint aRow, nint aColumn, ref TNumber b, ref TNumber c, nint depth) =>
        MatrixTile.AddProduct<TLanes, TVector, TNumber>(ref a, aRow, aColumn, ref b, ref c, depth);
}
