using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Initializers;

/// <summary>
/// The quantile of the standard normal distribution, z(w) = Phi^-1((w + 1/2) 2^-32), of a 32-bit word w. It increases with w and is exactly
/// antisymmetric, z(~w) = -z(w).
/// </summary>
/// <remarks>
/// The word's distance from the nearer end of the range is a tail probability p = a 2^-33, a odd. The number of leading zeros of a is the
/// octave, over which p halves. In each octave z is a polynomial of degree 8 in the distance r from the end nearer to the median, so that
/// values near zero keep their relative precision. There is no logarithm, no square root, and no separate case for the tail. The error is
/// at most 2.5 ulp next to the median and 1.5 ulp elsewhere; over all words, variance - 1 = -1.4e-8 and kurtosis - 3 = 8e-9. The formula
/// and its table are specified in docs/philox4x32-10-v1.md.
/// </remarks>
internal readonly unsafe struct OctaveQuantile
{
    /// <summary>The largest value: z of the last word.</summary>
    public const float Largest = 6.337958f;

    /// <summary>The bits of the coefficients c0 to c8, each of which has a row with one entry for each octave.</summary>
    internal static ReadOnlySpan<uint> TableBits =>
    [
        // c0
        0x00000000, 0x3F2CAB5C, 0x3F933EA6, 0x3FC45E10, 0x3FEE6E00, 0x4009D915, 0x401AB949, 0x402A3E8C,
        0x4038AE3E, 0x404639A8, 0x40530537, 0x405F2CB7, 0x406AC5E8, 0x4075E231, 0x408047DD, 0x40856D1D,
        0x408A65BD, 0x408F35E4, 0x4093E120, 0x40986A81, 0x409CD4B3, 0x40A1220C, 0x40A5549C, 0x40A96E37,
        0x40AD7081, 0x40B15CEE, 0x40B534D2, 0x40B8F95C, 0x40BCABA2, 0x40C04CA0, 0x40C3DD3C, 0x40C75E4B,
        // c1
        0x3F206C99, 0x3EC9660D, 0x3E9B731C, 0x3E821900, 0x3E6354BA, 0x3E4BF7C8, 0x3E3A54A7, 0x3E2C7113,
        0x3E212819, 0x3E17C370, 0x3E0FCB31, 0x3E08ECF7, 0x3E02EE17, 0x3DFB471A, 0x3DF1DA09, 0x3DE9635C,
        0x3DE1BC47, 0x3DDAC5FD, 0x3DD467B0, 0x3DCE8D27, 0x3DC925B7, 0x3DC42381, 0x3DBF7ADB, 0x3DBB21E7,
        0x3DB7103B, 0x3DB33E99, 0x3DAFA6C3, 0x3DAC434A, 0x3DA90F6E, 0x3DA60704, 0x3DA3265E, 0x3DA06A3B,
        // c2
        0x3600C6B9, 0x3D55E351, 0x3D594FAC, 0x3D4AFD32, 0x3D3C247B, 0x3D2F2225, 0x3D240CBE, 0x3D1A99C9,
        0x3D127AAC, 0x3D0B6DF4, 0x3D05401D, 0x3CFF9229, 0x3CF5D337, 0x3CED123C, 0x3CE52828, 0x3CDDF598,
        0x3CD76114, 0x3CD155B6, 0x3CCBC236, 0x3CC69822, 0x3CC1CB56, 0x3CBD5183, 0x3CB921DB, 0x3CB534D1,
        0x3CB183DB, 0x3CAE094A, 0x3CAAC028, 0x3CA7A419, 0x3CA4B146, 0x3CA1E446, 0x3C9F3A14, 0x3C9CAFFD,
        // c3
        0x3D27CA1C, 0x3C9BC5C9, 0x3C889C9B, 0x3C7A8CE4, 0x3C68632F, 0x3C593BCD, 0x3C4C6872, 0x3C416CDB,
        0x3C37EA9D, 0x3C2F997A, 0x3C2841DF, 0x3C21B8AE, 0x3C1BDC17, 0x3C16914A, 0x3C11C2CA, 0x3C0D5F29,
        0x3C095824, 0x3C05A1F3, 0x3C0232C1, 0x3BFE0498, 0x3BF81329, 0x3BF2854A, 0x3BED50BB, 0x3BE86CA6,
        0x3BE3D15D, 0x3BDF782D, 0x3BDB5B37, 0x3BD7754C, 0x3BD3C1D8, 0x3BD03CCA, 0x3BCCE280, 0x3BC9AFBC,
        // c4
        0x39E22856, 0x3C07B230, 0x3BFC4B58, 0x3BE9FEE9, 0x3BDA9780, 0x3BCD8F1D, 0x3BC26982, 0x3BB8C5DA,
        0x3BB059DC, 0x3BA8EC67, 0x3BA25138, 0x3B9C65A5, 0x3B970E3C, 0x3B923504, 0x3B8DC832, 0x3B89B93B,
        0x3B85FC1D, 0x3B8286D9, 0x3B7EA20F, 0x3B78A719, 0x3B7310BD, 0x3B6DD490, 0x3B68E99D, 0x3B64481E,
        0x3B5FE949, 0x3B5BC72D, 0x3B57DC8C, 0x3B5424C6, 0x3B509BBD, 0x3B4D3DC7, 0x3B4A079D, 0x3B46F64E,
        // c5
        0x3B8109DA, 0xBB057AE5, 0xBAFD57CE, 0xBAF053B7, 0xBAE4F62D, 0xBADAF038, 0xBAD20534, 0xBACA0715,
        0xBAC2D1B4, 0xBABC4803, 0xBAB65250, 0xBAB0DD0D, 0xBAABD7F6, 0xBAA73569, 0xBAA2E9E2, 0xBA9EEB9B,
        0xBA9B323A, 0xBA97B68F, 0xBA947268, 0xBA916065, 0xBA8E7BCB, 0xBA8BC084, 0xBA892AED, 0xBA86B7D3,
        0xBA84645F, 0xBA822E0A, 0xBA801291, 0xBA7C1FDD, 0xBA78489F, 0xBA749C21, 0xBA71176B, 0xBA6DB7CD,
        // c6
        0x3B620D31, 0x3C032445, 0x3BF3B425, 0x3BE411EB, 0x3BD6CED3, 0x3BCB6DD5, 0x3BC18F26, 0x3BB8E96A,
        0x3BB1442A, 0x3BAA7387, 0x3BA45506, 0x3B9ECD42, 0x3B99C636, 0x3B952E00, 0x3B90F5F7, 0x3B8D11F7,
        0x3B8977DB, 0x3B861F1A, 0x3B830079, 0x3B8015CD, 0x3B7AB379, 0x3B758F76, 0x3B70B790, 0x3B6C24D0,
        0x3B67D118, 0x3B63B703, 0x3B5FD1CD, 0x3B5C1D37, 0x3B589577, 0x3B55372B, 0x3B51FF48, 0x3B4EEB0E,
        // c7
        0xBB2E6A55, 0xBBAC6909, 0xBBA068EA, 0xBB96510F, 0xBB8DBC55, 0xBB865B4D, 0xBB7FE29A, 0xBB749FCD,
        0xBB6AA69C, 0xBB61BF47, 0xBB59BDE4, 0xBB527F78, 0xBB4BE7D6, 0xBB45E00E, 0xBB405548, 0xBB3B37E0,
        0xBB367AC2, 0xBB3212E8, 0xBB2DF6F4, 0xBB2A1EE6, 0xBB2683D8, 0xBB231FD7, 0xBB1FEDB2, 0xBB1CE8E2,
        0xBB1A0D69, 0xBB1757C6, 0xBB14C4D9, 0xBB1251DF, 0xBB0FFC5F, 0xBB0DC220, 0xBB0BA126, 0xBB0997A5,
        // c8
        0x3AE0096A, 0x3B1578C3, 0x3B0AE43E, 0x3B0202F0, 0x3AF4F392, 0x3AE803C7, 0x3ADCC9FE, 0x3AD2F333,
        0x3ACA3F7F, 0x3AC27D34, 0x3ABB8543, 0x3AB5389F, 0x3AAF7E50, 0x3AAA420E, 0x3AA57333, 0x3AA103F5,
        0x3A9CE8D0, 0x3A991812, 0x3A958980, 0x3A923617, 0x3A8F17C7, 0x3A8C295D, 0x3A89664E, 0x3A86CAA4,
        0x3A8452E3, 0x3A81FBF9, 0x3A7F8661, 0x3A7B4C3A, 0x3A774530, 0x3A736D67, 0x3A6FC167, 0x3A6C3E11,
    ];

    /// <summary>
    /// The quantile, of which a loop takes a copy: then it does not check whether a static field is initialized, and the copy's vectors are
    /// in registers.
    /// </summary>
    public static readonly OctaveQuantile Instance = new(Aligned(TableBits));

    private readonly float* _table;
    private readonly FirstOctaves _firstOctaves;

    /// <param name="table">The table, aligned so that each row of 32 begins a cache line and no vector load needs two lines.</param>
    private OctaveQuantile(float* table)
    {
        _table = table;
        if (FirstOctaves.AreSupported) _firstOctaves = new(table);
    }

    /// <summary>Returns z of each word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public TVector Of<TLanes, TVector>(TVector words)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector fromNearerEnd = TLanes.Xor(words, TLanes.SignMask(words));
        TVector a = TLanes.Add(TLanes.Add(fromNearerEnd, fromNearerEnd), TLanes.Broadcast(1u));
        TVector octave = TLanes.LeadingZerosOfOdd(fromNearerEnd);
        TVector r = TLanes.Multiply(TLanes.ToFloat(TLanes.ShiftLeft(a, octave)), TLanes.Broadcast(-4.656612873077393e-10f)); // -2^-31

        TVector z = TLanes.AreSmall(octave)
            ? Polynomial<TLanes, TVector>(r, FirstOctaves.Are<TVector>() ? FirstOctaves.PlacesOf(octave) : octave, areSmall: true)
            : Polynomial<TLanes, TVector>(r, octave, areSmall: false);
        return TLanes.Xor(z, TLanes.AndNot(TLanes.Broadcast(0x80000000u), words));
    }

    /// <summary>Returns z of a word.</summary>
    public static float Of(uint word) => BitConverter.UInt32BitsToSingle(Instance.Of<Lanes32, uint>(word));

    /// <summary>Returns c0 + r (c1 + r (c2 + ... + r c8)) with the coefficients of each lane's octave.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Polynomial<TLanes, TVector>(TVector r, TVector places, bool areSmall)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        TVector z = Coefficient<TLanes, TVector>(8, places, areSmall);
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(7, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(6, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(5, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(4, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(3, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(2, places, areSmall));
        z = TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(1, places, areSmall));
        return TLanes.MultiplyAdd(z, r, Coefficient<TLanes, TVector>(0, places, areSmall));
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private TVector Coefficient<TLanes, TVector>(int j, TVector places, bool areSmall)
        where TLanes : struct, ILanes<TVector>
        where TVector : unmanaged
    {
        if (!areSmall) return TLanes.Lookup(in _table[32 * j], places);
        return FirstOctaves.Are<TVector>() ? _firstOctaves.Coefficient(j, places) : TLanes.LookupSmall(in _table[32 * j], places);
    }

    private static float* Aligned(ReadOnlySpan<uint> bits)
    {
        void* table = NativeMemory.AlignedAlloc((nuint)(bits.Length * sizeof(uint)), 64);
        bits.CopyTo(new Span<uint>(table, bits.Length));
        return (float*)table;
    }
}
