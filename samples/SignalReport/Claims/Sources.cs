namespace DigitsReport;

/// <summary>The sources of the claims.</summary>
public static class Sources
{
    public const string Stanford =
        "Karpathy, Li and Johnson (2015), CS231n, \"Setting up the data and the model\", https://cs231n.github.io/neural-networks-2/";

    public const string Linear = "Many tutorials, such as https://xuecodex.tech/docs/topics/deep-learning/weight-initialization";

    public const string Glorot = "Glorot and Bengio (2010), \"Understanding the difficulty of training deep feedforward neural networks\", "
        + "https://proceedings.mlr.press/v9/glorot10a.html";

    public const string He = "He, Zhang, Ren and Sun (2015), \"Delving Deep into Rectifiers\", https://arxiv.org/abs/1502.01852";

    public const string Klambauer =
        "Klambauer, Unterthiner, Mayr and Hochreiter (2017), \"Self-Normalizing Neural Networks\", https://arxiv.org/abs/1706.02515";

    public const string Goodfellow =
        "Goodfellow, Bengio and Courville (2016), \"Deep Learning\", https://www.deeplearningbook.org/contents/optimization.html";

    public const string Keras = "Keras, \"HeNormal\" and \"VarianceScaling\", https://keras.io/api/layers/initializers/";
}
