namespace SweepCluster.Training.Model;

/// <summary>Which update rule moves the weights.</summary>
public enum OptimizerKind
{
    /// <summary>Plain gradient descent.</summary>
    Sgd,

    /// <summary>Gradient descent with momentum.</summary>
    Momentum,

    /// <summary>Gradient descent with Nesterov's momentum.</summary>
    Nesterov,

    /// <summary>Adam.</summary>
    Adam,

    /// <summary>Adam with the largest second moment seen so far.</summary>
    AmsGrad,

    /// <summary>Adam with the infinity norm.</summary>
    Adamax,

    /// <summary>Adam with Nesterov's momentum.</summary>
    Nadam,

    /// <summary>RMSprop.</summary>
    RmsProp,

    /// <summary>Adagrad.</summary>
    AdaGrad,

    /// <summary>Adadelta.</summary>
    AdaDelta,
}
