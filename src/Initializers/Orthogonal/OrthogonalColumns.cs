using System.Numerics;

namespace Initializers;

/// <summary>
/// Computes the columns of H_1 H_2 ... H_n [I; 0], one panel per piece of work, by applying the blocks of reflectors to columns of the
/// identity, the last block first. A panel depends on no other, and only on the reflectors up to its last column: later ones act on rows
/// that are zero.
/// </summary>
internal readonly struct OrthogonalColumns<TLanes, TVector, TNumber>(
    Reflectors<TNumber> reflectors, MatrixTarget<TNumber> target) : IWorkItems<TNumber>
    where TLanes : struct, INumberLanes<TVector, TNumber>
    where TVector : unmanaged
    where TNumber : unmanaged, IBinaryFloatingPointIeee754<TNumber>
{
    public int Count => (reflectors.Columns - 1) / Panel<TLanes, TVector, TNumber>.Width + 1;

    public int MemoryLength => Panel<TLanes, TVector, TNumber>.Length(reflectors.PaddedRows);

    public void Do(int item, Span<TNumber> memory)
    {
        // the last panel first, which takes the most work
        int width = Panel<TLanes, TVector, TNumber>.Width, first = (Count - 1 - item) * width;
        int columns = Math.Min(width, reflectors.Columns - first);
        var panel = new Panel<TLanes, TVector, TNumber>(memory);
        panel.Elements.Clear();
        for (int column = 0; column < columns; column++) panel.Elements[(first + column) * width + column] = TNumber.One;

        int block = (first + columns - 1) / Reflectors<TNumber>.Block;
        for (int zeros = first; block >= 0; block--)
        {
            panel.Reflect(reflectors, block, zeros);
            zeros = Math.Min(zeros, block * Reflectors<TNumber>.Block);
        }
        target.Write(panel.Elements, width, first, reflectors.Signs.Slice(first, columns));
    }
}
