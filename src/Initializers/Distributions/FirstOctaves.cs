using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;

namespace Initializers;

/// <summary>
/// The coefficients of the first eight octaves of <see cref="OctaveQuantile"/>, in 18 of the 32 registers of Arm's AdvSimd, where looking
/// up a vector of coefficients takes two operations and no load.
/// </summary>
/// <param name="table">The rows of the coefficients, with 32 entries each.</param>
/// <remarks>Each register has four entries of a row, the first ones c and the next ones d.</remarks>
internal readonly unsafe struct FirstOctaves(float* table)
{
    private const int RowEntries = 32, RegisterBytes = 16;

    private readonly Vector128<byte> _c0 = Entries(table, 0), _d0 = Entries(table, 1);
    private readonly Vector128<byte> _c1 = Entries(table, 2), _d1 = Entries(table, 3);
    private readonly Vector128<byte> _c2 = Entries(table, 4), _d2 = Entries(table, 5);
    private readonly Vector128<byte> _c3 = Entries(table, 6), _d3 = Entries(table, 7);
    private readonly Vector128<byte> _c4 = Entries(table, 8), _d4 = Entries(table, 9);
    private readonly Vector128<byte> _c5 = Entries(table, 10), _d5 = Entries(table, 11);
    private readonly Vector128<byte> _c6 = Entries(table, 12), _d6 = Entries(table, 13);
    private readonly Vector128<byte> _c7 = Entries(table, 14), _d7 = Entries(table, 15);
    private readonly Vector128<byte> _c8 = Entries(table, 16), _d8 = Entries(table, 17);

    /// <summary>Whether the processor has them.</summary>
    public static bool AreSupported => AdvSimd.Arm64.IsSupported;

    /// <summary>Whether a kind of vector is looked up in them.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static bool Are<TVector>() => AreSupported && typeof(TVector) == typeof(Vector128<uint>);

    /// <summary>Returns the places of the bytes of each lane's entry in a register.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TVector PlacesOf<TVector>(TVector octaves) where TVector : unmanaged =>
        Unsafe.BitCast<Vector128<byte>, TVector>(Lanes128.BytesOf(Unsafe.BitCast<TVector, Vector128<uint>>(octaves)));

    /// <summary>Returns the coefficient j of each lane's octave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Coefficient<TVector>(int j, TVector places) where TVector : unmanaged => j switch
    {
        0 => Lookup(_c0, _d0, places),
        1 => Lookup(_c1, _d1, places),
        2 => Lookup(_c2, _d2, places),
        3 => Lookup(_c3, _d3, places),
        4 => Lookup(_c4, _d4, places),
        5 => Lookup(_c5, _d5, places),
        6 => Lookup(_c6, _d6, places),
        7 => Lookup(_c7, _d7, places),
        _ => Lookup(_c8, _d8, places),
    };

    /// <summary>A place beyond a register gives 0 in the first operation, and leaves what was found in the second.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Lookup<TVector>(Vector128<byte> c, Vector128<byte> d, TVector places) where TVector : unmanaged
    {
        Vector128<byte> bytes = Unsafe.BitCast<TVector, Vector128<byte>>(places);
        return Unsafe.BitCast<Vector128<byte>, TVector>(AdvSimd.Arm64.VectorTableLookupExtension(
            AdvSimd.Arm64.VectorTableLookup(c, bytes), d, bytes - Vector128.Create((byte)RegisterBytes)));
    }

    private static Vector128<byte> Entries(float* table, int register) =>
        Vector128.Load((byte*)(table + register / 2 * RowEntries) + register % 2 * RegisterBytes);
}
