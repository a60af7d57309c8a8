using System.Numerics;

namespace Initializers;

/// <summary>
/// One double or several side by side, so that each formula in double precision is stated once. Every operation is correctly rounded,
/// number by number: all widths give the same bits.
/// </summary>
internal interface IDoubles<TSelf> :
    INumberLanes<TSelf, double>,
    IAdditionOperators<TSelf, TSelf, TSelf>, ISubtractionOperators<TSelf, TSelf, TSelf>,
    IMultiplyOperators<TSelf, TSelf, TSelf>, IDivisionOperators<TSelf, TSelf, TSelf>
    where TSelf : unmanaged, IDoubles<TSelf>
{
    static abstract TSelf Sqrt(TSelf x);

    static abstract TSelf Floor(TSelf x);

    /// <summary>The one where x is above a limit, and the other elsewhere.</summary>
    static abstract TSelf WhereAbove(TSelf x, double limit, TSelf one, TSelf other);

    static abstract bool AnyAbove(TSelf x, double limit);

    /// <summary>k and m of x = 2^k m, m in [1, 2), for normal numbers above 0.</summary>
    static abstract (TSelf Exponent, TSelf Mantissa) Split(TSelf x);

    /// <summary>2^k for whole numbers k from -1022 to 1023.</summary>
    static abstract TSelf PowerOfTwo(TSelf k);
}
