namespace Initializers;

/// <summary>Expectations of f(z)^2 and f'(z)^2.</summary>
internal readonly record struct ActivationMoments(double Square, double DerivativeSquare);
