namespace Initializers.Frameworks;

/// <summary>The bit generators of NumPy.</summary>
public enum NumPyBitGenerator
{
    /// <summary>PCG64, that of <c>default_rng</c>.</summary>
    Pcg64,

    /// <summary>PCG64DXSM.</summary>
    Pcg64Dxsm,

    /// <summary>Philox, of 4 words of 64 bits: another one than <see cref="PhiloxRandom"/>.</summary>
    Philox,

    /// <summary>SFC64.</summary>
    Sfc64,

    /// <summary>
    /// MT19937, seeded through a SeedSequence; that of RandomState is seeded otherwise (<see cref="NumPyLegacyRandom"/>).
    /// </summary>
    MT19937,
}
