//go:build tools

// Package tools names the programs that ./build compiles, so that go.mod and go.sum pin all of their modules.
package tools

import (
	_ "go.etcd.io/etcd/server/v3"
	_ "k8s.io/kubernetes/cmd/kube-apiserver"
	_ "k8s.io/kubernetes/cmd/kubectl"
)
