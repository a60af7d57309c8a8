namespace Initializers.Frameworks;

/// <summary>What Keras 3 draws with.</summary>
public enum KerasBackend
{
    /// <summary>TensorFlow's stateless functions, eagerly.</summary>
    TensorFlow,

    /// <summary>PyTorch, a new generator each time.</summary>
    Torch,

    /// <summary>JAX, with the words of the seed as the key.</summary>
    Jax,

    /// <summary>NumPy's default_rng.</summary>
    NumPy,
}
