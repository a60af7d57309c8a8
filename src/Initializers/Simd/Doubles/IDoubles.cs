using System.Numerics;

namespace Initializers;

/// <summary>
/// A vector of one or more doubles, so that each formula in double precision is written once for all widths. Every operation is correctly
/// rounded, lane by lane, so that all widths give the same bits.
/// </summary>
internal interface IDoubles<TSelf> :
    INumberLanes<TSelf, double>,
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, IDoubles<TSelf>
{
    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Floor(TSelf x);

    /// <summary>Returns <paramref name="one"/> in lanes where x is above a limit; otherwise <paramref name="other"/>.</summary>
    static abstract TSelf WhereAbove(TSelf x, double limit, TSelf one, TSelf other);

    /// <summary>Returns whether x is above a limit in any lane.</summary>
    static abstract bool AnyAbove(TSelf x, double limit);

    /// <summary>Returns k and m of x = 2^k m, with m in [1, 2), for normal numbers above 0.</summary>
    static abstract (TSelf Exponent, TSelf Mantissa) Split(TSelf x);

    /// <summary>Returns 2^k for whole numbers k from -1022 to 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf k);
}
