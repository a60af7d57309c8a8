namespace Initializers.Kernels;

/// <summary>
/// The columns of H_1 H_2 ... H_n [I; 0], a panel at a time: the blocks of reflectors are applied to columns of the identity, the last one first. A panel
/// depends on no other, and only on reflectors up to its own last column, before which its rows are zero.
/// </summary>
internal readonly struct OrthogonalColumns<TLanes, TVector>(Reflectors reflectors, MatrixTarget target) : IWorkItems
    where TLanes : struct, ILanes<TVector>
    where TVector : unmanaged
{
    public int Count => (reflectors.Columns - 1) / Panel<TLanes, TVector>.Width + 1;

    public int MemoryLength => Panel<TLanes, TVector>.Length(reflectors.PaddedRows);

    public void Do(int item, Span<float> memory)
    {
        int width = Panel<TLanes, TVector>.Width, first = (Count - 1 - item) * width; // the last panel, which has most to do, first
        int columns = Math.Min(width, reflectors.Columns - first);
        var panel = new Panel<TLanes, TVector>(memory);
        panel.Elements.Clear();
        for (int column = 0; column < columns; column++) panel.Elements[(first + column) * width + column] = 1;

        int block = (first + columns - 1) / Reflectors.Block;
        for (int zeros = first; block >= 0; block--)
        {
            panel.Reflect(reflectors, block, zeros);
            zeros = Math.Min(zeros, block * Reflectors.Block);
        }
        target.Write(panel.Elements, width, first, reflectors.Signs.Slice(first, columns));
    }
}
