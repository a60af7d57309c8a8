namespace Initializers;

/// <summary>
/// How the counters of blocks lie in a vector, a block in each lane, and how a vector unit multiplies them: the operations of a round of
/// <see cref="Philox4x32"/>.
/// </summary>
internal interface IBlockLanes<TVector> where TVector : unmanaged
{
    /// <summary>The blocks of a vector.</summary>
    static abstract int Count { get; }

    /// <summary>Whether there are 32 registers rather than 16.</summary>
    static abstract bool HasManyRegisters { get; }

    /// <summary>
    /// The rounds that a loop does at a time, 1 or 4. At the end of the loop registers are moved into their roles, which takes an operation
    /// each on Arm, and none on x86, which renames them.
    /// </summary>
    static abstract int RoundsAtATime { get; }

    /// <summary>Returns value + 0, value + 1, ... in the lanes.</summary>
    static abstract TVector Sequence(uint value);

    /// <summary>Returns a number in each lane, whatever is in the parts of lanes that are ignored.</summary>
    static abstract TVector Broadcast(uint value);

    static abstract TVector Xor(TVector a, TVector b);

    /// <summary>Returns both halves of each lane's 64-bit product with a factor.</summary>
    static abstract (TVector High, TVector Low) Multiply(TVector words, uint factor);

    /// <summary>Stores the words of the blocks of one vector, then those of the other.</summary>
    static abstract void Store(TVector first, TVector second, ref uint words);
}
