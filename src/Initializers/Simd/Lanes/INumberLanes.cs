namespace Initializers;

/// <summary>The operations on a vector of floating-point numbers that sums of products need.</summary>
/// <typeparam name="TVector">The vector: a register, or a single number.</typeparam>
/// <typeparam name="TNumber"><see cref="float"/> or <see cref="double"/>.</typeparam>
/// <remarks>Every operation is correctly rounded, lane by lane, so that all widths give the same bits.</remarks>
internal interface INumberLanes<TVector, TNumber>
    where TVector : unmanaged
    where TNumber : unmanaged
{
    /// <summary>The number of lanes.</summary>
    static abstract int Count { get; }

    static abstract TVector Load(ref readonly TNumber first);

    static abstract void Store(TVector value, ref TNumber first);

    static abstract TVector Broadcast(TNumber value);

    /// <summary>Returns a * b + c, rounded once.</summary>
    static abstract TVector MultiplyAdd(TVector a, TVector b, TVector c);
}
