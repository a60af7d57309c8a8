namespace Initializers.Frameworks;

/// <summary>The backends of Keras 3, which draw its random numbers.</summary>
public enum KerasBackend
{
    /// <summary>TensorFlow, by its stateless functions called eagerly.</summary>
    TensorFlow,

    /// <summary>PyTorch, with a new generator for each draw.</summary>
    Torch,

    /// <summary>JAX, with the two numbers of the seed as the key.</summary>
    Jax,

    /// <summary>NumPy, by <c>default_rng</c>.</summary>
    NumPy,
}
