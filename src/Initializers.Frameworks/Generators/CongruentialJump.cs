namespace Initializers.Frameworks;

/// <summary>
/// Any number of steps of x * multiplier + increment modulo 2^128, by repeated squaring: two steps are
/// x * multiplier^2 + increment * (multiplier + 1).
/// </summary>
/// <remarks>
/// Brown (1994), "Random Number Generation with Arbitrary Strides", Transactions of the American Nuclear Society 71, 202.
/// </remarks>
internal static class CongruentialJump
{
    public static UInt128 Invoke(UInt128 state, UInt128 multiplier, UInt128 increment, ulong steps)
    {
        for (; steps > 0; steps >>= 1)
        {
            if ((steps & 1) != 0) state = state * multiplier + increment;
            increment *= multiplier + 1;
            multiplier *= multiplier;
        }
        return state;
    }
}
