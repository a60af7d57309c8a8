namespace Initializers;

/// <summary>
/// The Householder reflectors whose product is an orthogonal matrix, in blocks of 48. The product of a block is I - V T V^T, where the
/// columns of V are their vectors and T is upper triangular (the compact WY form: Schreiber and Van Loan 1989,
/// https://doi.org/10.1137/0910005).
/// </summary>
/// <remarks>
/// The V of a block is stored row by row, beginning with the block's first row. It is padded to whole tiles with rows of zeros, and in the
/// last block with columns of zeros: the reflector of a zero vector is the identity. Holds rented memory, to be disposed of once.
/// </remarks>
internal readonly struct Reflectors<TNumber> : IDisposable where TNumber : unmanaged
{
    /// <summary>The number of reflectors in a block, a whole number of tiles.</summary>
    public const int Block = 8 * MatrixTile.Rows;

    private readonly Rented<TNumber> _vectors, _triangles, _signs;

    /// <summary>Memory for the reflectors of a matrix with at least as many rows as columns.</summary>
    public Reflectors(int rows, int columns)
    {
        (Rows, Columns, Blocks) = (rows, columns, (columns - 1) / Block + 1);
        _vectors = new((int)VectorLength(rows, columns));
        _triangles = new(Blocks * Block * Block);
        _signs = new(columns);
    }

    public int Rows { get; }

    public int Columns { get; }

    public int Blocks { get; }

    /// <summary>The number of rows, rounded up to whole tiles.</summary>
    public int PaddedRows => Padded(Rows);

    /// <summary>The signs of the matrix's columns, which make it the Q of a QR factorization with a positive diagonal.</summary>
    public Span<TNumber> Signs => _signs.Span;

    /// <summary>Returns the number of elements of all V of a matrix.</summary>
    public static long VectorLength(int rows, int columns)
    {
        int last = (columns - 1) / Block;
        return Start(rows, last) + (long)(Padded(rows) - last * Block) * Padded(columns - last * Block);
    }

    /// <summary>Returns the number of reflectors in a block, rounded up to whole tiles.</summary>
    public int WidthOf(int block) => Padded(Math.Min(Block, Columns - block * Block));

    /// <summary>Returns V of a block: its rows from the block's first to the last padded one, <see cref="WidthOf"/> columns.</summary>
    public Span<TNumber> VectorsOf(int block) =>
        _vectors.Span.Slice((int)Start(Rows, block), (PaddedRows - block * Block) * WidthOf(block));

    /// <summary>Returns -T of a block, row by row, <see cref="WidthOf"/> by <see cref="WidthOf"/>.</summary>
    public Span<TNumber> TriangleOf(int block) => _triangles.Span.Slice(block * Block * Block, WidthOf(block) * WidthOf(block));

    public void Dispose()
    {
        _vectors.Dispose();
        _triangles.Dispose();
        _signs.Dispose();
    }

    private static int Padded(int count) => (count + MatrixTile.Rows - 1) / MatrixTile.Rows * MatrixTile.Rows;

    private static long Start(int rows, int block) => (long)Block * block * Padded(rows) - (long)Block * Block * block * (block - 1) / 2;
}
