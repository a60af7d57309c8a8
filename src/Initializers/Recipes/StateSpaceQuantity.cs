namespace Initializers;

/// <summary>A number that a state-space model has for each state n, counted from 0, or pair of states (n, k).</summary>
public enum StateSpaceQuantity
{
    /// <summary>A of HiPPO-LegS, a matrix: -sqrt((2n + 1)(2k + 1)) for n > k, -(n + 1) for n = k, else 0.</summary>
    HippoLegsA,

    /// <summary>B of HiPPO-LegS: sqrt(2n + 1).</summary>
    HippoLegsB,

    /// <summary>The rank-1 correction of HiPPO-LegS: sqrt(n + 1/2).</summary>
    HippoLegsP,

    /// <summary>The logarithm of S4D's negated real part: ln(1/2).</summary>
    S4DLogRealPart,

    /// <summary>S4D-Lin's imaginary part: pi n.</summary>
    S4DLinImaginaryPart,

    /// <summary>S4D-Inv's imaginary part: N / pi (N / (2n + 1) - 1), N twice the extent of the axis.</summary>
    S4DInvImaginaryPart,

    /// <summary>Mamba's A as it is stored: ln(n + 1).</summary>
    MambaLogA,
}
